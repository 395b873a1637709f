import { foldLatin } from "@/lib/papers/title-key";

/**
 * Turns an author's name into its form in URLs: "Sébastien Bubeck" becomes `sebastien-bubeck`, "李 明" becomes `李-明`.
 * The result is never empty: a name without letters or digits is spelled by its code points.
 */
export function authorSlug(name: string): string {
  return slugOf(name, "author");
}

/** Turns an organisation's name into its form in URLs, in which case, spaces and accents do not matter; never empty. */
export function organizationSlug(name: string): string {
  return slugOf(name, "organization");
}

function slugOf(name: string, kind: string): string {
  const slug = foldLatin(name)
    .replace(/['’ʼ]/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return Array.from(slug || codePoints(name, kind))
    .slice(0, 100)
    .join("");
}

function codePoints(name: string, kind: string): string {
  return [kind, ...Array.from(name, (sign) => sign.codePointAt(0)?.toString(16))].join("-");
}
