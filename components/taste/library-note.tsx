import { counted } from "@/lib/base/text";

/** The number of imported papers, with a link to manage them; empty if there are none. */
export function LibraryNote({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="text-soft">
      You have brought {counted(count, "paper")} along.{" "}
      <a href="/interests/library" className="link">
        See them, and take some out
      </a>
    </p>
  );
}
