type Mail = { id: string; to: string; subject: string; at: Date };

/** The mails in the outbox with recipient and subject, newest first. */
export function MailList({ mails }: { mails: Mail[] }) {
  if (mails.length === 0) return <p className="text-soft">No mail has been written yet.</p>;
  return (
    <ul>
      {mails.map((mail) => (
        <li key={mail.id} className="border-b border-line py-3">
          <a href={`/dev/outbox/${mail.id}`} className="link">
            {mail.subject}
          </a>
          <span className="hint block">
            to {mail.to}, {mail.at.toISOString().slice(0, 16).replace("T", " ")} UTC
          </span>
        </li>
      ))}
    </ul>
  );
}
