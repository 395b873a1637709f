const spelled: Record<string, string> = {
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
 * A title folded to lower-case letters and digits, so that spacing, dashes, accents and case do not tell two spellings
 * apart. Empty when the title has neither letter nor digit.
 */
export function titleKey(title: string): string {
  // A B-tree entry must stay under 2.7 kB; no two titles differ only after 400 letters.
  return foldLatin(title)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "")
    .slice(0, 400);
}

/** Lower case, compatibility forms resolved, Latin letters without accents; letters of other scripts stay whole. */
export function foldLatin(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[ßæœøđðþłħı]/g, (letter) => spelled[letter] ?? letter);
}
