import { foldLatin } from "@/lib/papers/title-key";

/**
 * The form of an author's name in an address: "Sébastien Bubeck" is `sebastien-bubeck`, "李 明" is `李-明`.
 * Never empty: a name of signs alone is spelled by their code points.
 */
export function authorSlug(name: string): string {
  const slug = foldLatin(name)
    .replace(/['’ʼ]/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return Array.from(slug || codePoints(name))
    .slice(0, 100)
    .join("");
}

function codePoints(name: string): string {
  return ["author", ...Array.from(name, (sign) => sign.codePointAt(0)?.toString(16))].join("-");
}
