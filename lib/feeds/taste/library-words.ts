import { counted, grouped } from "@/lib/base/text";
import type { ImportedLibrary } from "@/lib/feeds/taste/library";

const maxNamed = 8;

/** The result of an import, in sentences. */
export function importWords({ found, titled, absent, unread }: ImportedLibrary): string {
  return [
    `${counted(found, "paper")} found here.`,
    titled > 0 &&
      `${counted(titled, "paper")} taken by title, since this hub does not hold ${titled === 1 ? "it" : "them"}.`,
    absent.length > 0 && `Not held here, and without a title: ${listed(absent)}.`,
    unread.length > 0 && `Not understood: ${listed(unread)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** A sentence that names papers the hub does not have, the first eight of them. */
export function absentWords(names: string[]): string {
  return `Not held here: ${listed(names)}.`;
}

function listed(names: string[]): string {
  const rest = names.length - maxNamed;
  return `${names.slice(0, maxNamed).join(", ")}${rest > 0 ? ` and ${grouped(rest)} more` : ""}`;
}
