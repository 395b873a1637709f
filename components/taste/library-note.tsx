import { papersCounted } from "@/lib/feeds/taste/library-words";

/** The number of imported papers, with a link to manage them; empty if there are none. */
export function LibraryNote({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="text-soft">
      You have brought {papersCounted(count)} along.{" "}
      <a href="/interests/library" className="link">
        See them, and take some out
      </a>
    </p>
  );
}
