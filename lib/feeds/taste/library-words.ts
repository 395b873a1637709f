import { counted, grouped } from "@/lib/base/text";
import type { ImportedLibrary } from "@/lib/feeds/taste/library";

const maxNamed = 8;

/** The result of an import, in sentences. */
export function importWords({
  found,
  titleAlone,
  absent,
  pending,
  unread,
  beingRead,
}: ImportedLibrary): string {
  const waiting = new Set(pending);
  const missing = absent.filter((id) => !waiting.has(id));
  return [
    `${counted(found, "paper")} found here.`,
    titleAlone > 0 &&
      `${counted(titleAlone, "paper")} taken by title, since this hub does not hold ${titleAlone === 1 ? "it" : "them"}.`,
    pending.length > 0 && `${counted(pending.length, "paper")} will be fetched from arXiv.`,
    missing.length > 0 && `Not held here, and without a title: ${listed(missing)}.`,
    unread.length > 0 && `Not understood: ${listed(unread)}.`,
    beingRead > 0 && beingReadWords(beingRead),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Says how many imported papers do not count in the interests yet. */
export function beingReadWords(count: number): string {
  return `${counted(count, "imported paper")} ${count === 1 ? "is" : "are"} still being read.`;
}

/** A sentence that names papers the hub does not have, the first eight of them. */
export function absentWords(names: string[]): string {
  return `Not held here: ${listed(names)}.`;
}

function listed(names: string[]): string {
  const rest = names.length - maxNamed;
  return `${names.slice(0, maxNamed).join(", ")}${rest > 0 ? ` and ${grouped(rest)} more` : ""}`;
}
