type Mail = { to: string; subject: string; text: string; at: Date };

/** A mail from the outbox, with clickable links. */
export function MailView({ mail }: { mail: Mail }) {
  // Splitting by a capturing group makes every second piece a link.
  const pieces = mail.text.split(/(https?:\/\/[^\s<>"]+)/);
  return (
    <article>
      <h1 className="title">{mail.subject}</h1>
      <p className="kicker mb-6">
        To {mail.to}, {mail.at.toISOString().slice(0, 16).replace("T", " ")} UTC
      </p>
      <p className="prose-narrow whitespace-pre-line">
        {pieces.map((piece, i) =>
          i % 2 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a kept mail never move
            <a key={i} href={piece} rel="noreferrer">
              {piece}
            </a>
          ) : (
            piece
          ),
        )}
      </p>
    </article>
  );
}
