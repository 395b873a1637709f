/** A link to the outbox, which holds mails on a development machine without a mail server. */
export function OutboxNote({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <p>
      No mail server is configured; <a href="/dev/outbox">read the mail here</a>.
    </p>
  );
}
