/** On one's own machine, without a mail server: where the mail went. */
export function OutboxNote({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <p>
      No mail server is configured; <a href="/dev/outbox">read the mail here</a>.
    </p>
  );
}
