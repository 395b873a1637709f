import { papersCounted } from "@/lib/feeds/taste/library-words";

/** How much a reader has brought along so far, and the way to take some of it out again; nothing where it is nothing. */
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
