import { counted } from "@/lib/base/text";
import { beingReadWords } from "@/lib/feeds/taste/library-words";

/** The number of imported papers, with a link to manage them; empty if there are none. */
export function LibraryNote({ count, beingRead }: { count: number; beingRead: number }) {
  if (count === 0) return null;
  return (
    <p className="text-soft">
      You have imported {counted(count, "paper")}.{" "}
      <a href="/interests/library" className="link">
        See or remove them
      </a>
      {beingRead > 0 && (
        <span className="block">{beingReadWords(beingRead)} Your interests will follow them soon.</span>
      )}
    </p>
  );
}
