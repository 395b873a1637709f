/** A text in which the parts between backticks are shown as code. */
export function TextWithCode({ text }: { text: string }) {
  // Splitting by a capturing group makes every second piece the text between backticks.
  const pieces = text.split(/`([^`]+)`/);
  return pieces.map((piece, i) =>
    i % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never move
      <code key={i} className="text-ink">
        {piece}
      </code>
    ) : (
      piece
    ),
  );
}
