/** A sentence in which what stands between backticks is code. */
export function Words({ text }: { text: string }) {
  // With a capturing group, every second piece is code.
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
