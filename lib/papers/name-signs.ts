import { isGroup } from "@/lib/papers/group-names";

/** Raised whenever names are read differently. */
export const nameReaderVersion = 4;

const before =
  /^(?:and\s+|&\s*|(?:[Oo]n behalf of(?: the)?|[Ff]or the|[Ww]ith an appendix by)\s+|[\s,;:*∗†‡§¶#/\\|]+)/u;
const after =
  /(?:\s+(?:and|&)|[*∗⁎†‡§¶‖][\s,]?\d{1,2}|[\s,;:*∗⁎†‡§¶‖#⋆★☆✉✝♣♠♥♦°/\\|⁰¹²³⁴-⁹]+|\^[({]?[\p{L}\d,*†‡]{1,5}[)}]?|\s?[[(][\d,*†‡\s]{1,8}[\])]|\p{Extended_Pictographic}\ufe0f?)$/u;
// The address or the ORCID iD of an author, which some sources write after the name.
const contact =
  /(?:\s+[<([]?[^\s<>()@]+@[^\s<>()@]+|[\s,]+\(?(?:ORCID(?: iD)?:?\s*)?(?:https?:\/\/)?(?:orcid\.org\/)?(?:\d{4}-){3}\d{3}[\dX])[>)\]]?$/iu;
// "Petre1" and "Doe1,2", but neither "Hunyuan3D" nor "GPT-5".
const number = /(?<=\s\S*\p{Ll}{2})\s?\d{1,2}(?:,\s?\d{1,2})*$/u;

// No person's name is longer; the patterns above would take time with the square of its length.
const maxLength = 200;

/**
 * An author's name without the signs that lead to footnotes and without the punctuation of a list of authors: "Yi-Fan Zhang†",
 * "Gabriel Petre1" and "and Weijie Liu" are Yi-Fan Zhang, Gabriel Petre and Weijie Liu. Safe to repeat.
 */
export function withoutSigns(name: string): string {
  if (name.length > maxLength) return name;
  let bare = withAccents(name.replace(/[~_\u00a0]/g, " ").trim());
  for (let shorter = strip(bare); shorter !== bare; shorter = strip(bare)) bare = shorter;
  // A name such as "Z.&" or "()" is nothing but signs.
  return /\p{L}/u.test(bare) ? bare : name;
}

/** A name with the accents that its writer set as TeX has them, but without the backslash: "Valli`eres", 'Rapha"el'. */
function withAccents(name: string): string {
  return name
    .replace(/\\(?=[^\0-\x7f])/gu, "")
    .replace(/(?<=\p{Ll})`([aeiou])/gu, "$1\u0300")
    .replace(/(?<=\p{L})"([aeiou])(?=\p{Ll}|\s|$)/gu, "$1\u0308")
    .replace(/(?<=\p{Lu})`(?=\p{Lu})/gu, "'")
    .normalize("NFC");
}

function strip(name: string): string {
  const bare = name.replace(before, "").replace(contact, "").replace(after, "").trim();
  return isGroup(bare) ? bare : bare.replace(number, "").trim();
}
