import { foldText } from "@/lib/search/words";

/**
 * A name as it is asked for: folded words of one or more letters. Words of one letter are initials, and the last word of
 * the family name is the one that counts.
 */
export type AskedName = {
  family: string[];
  given: string[];
  /** Whether the first word may be the family name, as in "Bengio Yoshua". */
  eitherOrder: boolean;
};

const maxNameWords = 8;
const suffixes: ReadonlySet<string> = new Set(["jr", "sr", "ii", "iii", "iv"]);
// The search table ignores longer words than 40 letters.
const maxPart = { family: 22, given: 14 };

/**
 * Reads a name that a query asks for: "Balazs, C.", "Balazs_C", "C. Balazs", "Balazs C" or "Csaba Balazs".
 * @returns null for a single word, or more words than a name has
 */
export function readAskedName(text: string): AskedName | null {
  const [before = "", after] = text.split(/,|_/, 2);
  const given = after === undefined ? null : text.slice(before.length + 1);
  const first = nameWords(before);
  if (given !== null) {
    const rest = nameWords(given).flatMap(spelledInitials);
    const arxivStyle = text.includes("_") && rest.length > 0 && rest.at(-1)?.length === 1;
    // "del_maestro_a" is arXiv's way to write "Del Maestro, A.".
    const joined = arxivStyle ? [...first, ...rest.filter((word) => word.length > 1)] : first;
    const initials = arxivStyle ? rest.filter((word) => word.length === 1) : rest;
    return toAsked(joined, initials, false);
  }
  if (first.length < 2) return null;
  const last = spelledInitials(first.at(-1) ?? "");
  // "Balazs C" and "Balazs CA" are a family name with initials, as PubMed writes them.
  if (last.every(({ length }) => length === 1)) return toAsked(first.slice(0, -1), last, false);
  return toAsked(first.slice(-1), first.slice(0, -1).flatMap(spelledInitials), first.length === 2);
}

function toAsked(family: string[], given: string[], eitherOrder: boolean): AskedName | null {
  const words = { family: family.map(folded), given: given.map(folded) };
  const count = words.family.length + words.given.length;
  return words.family.length > 0 && words.given.length > 0 && count <= maxNameWords
    ? { ...words, eitherOrder }
    : null;
}

/** The words of a name, a hyphenated one as one: "J.-P. Serre" has "J", "P" and "Serre". Endings such as Jr. are left out. */
function nameWords(text: string): string[] {
  const words = text
    .replace(/['’ʼ`]/gu, "")
    .split(/[\s.,_·]+-?|\s-/u)
    .map((word) => word.replace(/[^\p{L}\p{M}\p{N}‐‑-]/gu, "").replace(/^[‐‑-]+|[‐‑-]+$/gu, ""))
    .filter(Boolean);
  return words.filter((word, at) => at === 0 || !suffixes.has(word.toLowerCase()));
}

/** "CA" and "J-P" are initials, if they are written in capitals; other words stay whole. */
function spelledInitials(word: string): string[] {
  const letters = word.replace(/[‐‑-]/gu, "");
  const initials = /^\p{Lu}{1,3}$/u.test(letters) && (letters.length < 3 || word !== letters);
  return initials ? [...letters] : [word];
}

function folded(word: string): string {
  return foldText(word).replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/**
 * The words by which the search table finds an author under family name and initials, or family name and given name.
 * Each word after the first counts as a family name with those before it as given names, since nothing tells where the
 * family name of "Gabriel García Márquez" begins. The digit says what follows it:
 * `0` the first letters of the given names, `1` the only letter that is given of the first name, `2` the letter of the
 * only given name, `3` the first given name.
 */
export function nameKeys(name: string): string[] {
  const [before = "", after] = name.split(",", 2);
  const words = after === undefined ? nameWords(name) : [...nameWords(after), ...nameWords(before)];
  if (words.length < 2 || words.length > maxNameWords) return [];
  const keys = words.slice(1).flatMap((word, at) => keysOf(word, words.slice(0, at + 1)));
  return [...new Set(keys)];
}

function keysOf(word: string, before: string[]): string[] {
  const family = folded(word).slice(0, maxPart.family);
  const given = before.flatMap((one) => spelledInitials(one));
  const initials = given
    .flatMap((one) => one.split(/[‐‑-]/u).map((part) => folded(part).slice(0, 1)))
    .join("");
  const first = folded(given[0] ?? "").slice(0, maxPart.given);
  if (family.length < 2 || !first) return [];
  const upTo = [1, 2, 3].filter((length) => length <= initials.length);
  return [
    ...upTo.map((length) => `${family}0${initials.slice(0, length)}`),
    ...(first.length === 1 ? [`${family}1${first}`] : [`${family}3${first}`]),
    ...(initials.length === 1 ? [`${family}2${initials}`] : []),
  ];
}

/**
 * What to ask the search table for an author's name: a paper must have one of the keys, and all of the words. Initials find
 * full names, and a full name finds its initial.
 */
export function askForName({ family, given, eitherOrder }: AskedName): { keys: string[]; words: string[] } {
  const last = (family.at(-1) ?? "").slice(0, maxPart.family);
  const words = family.slice(0, -1).filter(({ length }) => length > 1);
  const [first = ""] = given;
  if (first.length > 1) {
    const part = first.slice(0, maxPart.given);
    const swapped = eitherOrder ? [`${first.slice(0, maxPart.family)}3${last.slice(0, maxPart.given)}`] : [];
    return { keys: [`${last}3${part}`, `${last}1${part.slice(0, 1)}`, ...swapped], words };
  }
  const initials = given
    .map((one) => one.slice(0, 1))
    .join("")
    .slice(0, 3);
  const alone = initials.length > 1 ? [`${last}2${initials.slice(0, 1)}`] : [];
  return { keys: [`${last}0${initials}`, ...alone], words };
}
