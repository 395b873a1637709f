import { normalized } from "@/lib/base/text";

const asciiSpellings: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
};

/**
 * Folds a title to lower-case letters and digits, so that titles that differ only in spacing, punctuation, accents or
 * case are equal. Empty for a title without letters and digits.
 */
export function titleKey(title: string): string {
  // A B-tree entry must stay below 2.7 kB, and no two titles differ only after 400 letters.
  return foldLatin(title)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "")
    .slice(0, 400);
}

/** Lower-cases text, resolves compatibility forms and removes accents from Latin letters; other scripts keep theirs. */
export function foldLatin(text: string): string {
  return normalized(text, "NFKD")
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[ßæœøđðþłħı]/g, (letter) => asciiSpellings[letter] ?? letter);
}
