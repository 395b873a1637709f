import { plainText } from "@/lib/papers/latex/latex";
import { splitName } from "@/lib/papers/names";
import { foldLatin } from "@/lib/papers/title-key";

type Keyed = { key: string; title: string; authors: string[]; publishedAt: Date };

const small = new Set(
  "a an the on of in to for and or with from by at as is are do does can how what why when le la les der die das un une el".split(
    " ",
  ),
);

const beforeGroupName = new Set("a an the on of for and behalf team".split(" "));

/**
 * The citation key of a paper: first author, year and first telling word of the title, as Google Scholar writes them,
 * then the paper's id (`vaswani2017attention-1706.03762`). It is made when the paper arrives, and stored. It depends on
 * nothing but the paper, and the id makes it unique. BibTeX, biber, pandoc and Typst accept all of its characters.
 */
export function makeCiteKey({ key, title, authors, publishedAt }: Keyed): string {
  const words = foldedWords(plainText(title.slice(0, 500)));
  const word = words.find((one) => !small.has(one)) ?? words[0] ?? "";
  const author = nameForKey(authors[0] ?? "").slice(0, 40) || "paper";
  return `${author}${publishedAt.getUTCFullYear()}${word.slice(0, 40)}-${key.replace("/", "-")}`;
}

/** The key of a paper in a bibliography: the stored one, or until the worker has stored it, the one that it will be. */
export function citeKeyOf(paper: Keyed & { citeKey: string | null }): string {
  return paper.citeKey ?? makeCiteKey(paper);
}

/** The family name of a person, or the first telling word of a group's name: `The BABAR Collaboration` is `babar`. */
function nameForKey(name: string): string {
  const parts = splitName(name);
  if ("family" in parts) return fold(parts.family);
  // "H.E.S.S." is one word.
  const words = foldedWords(parts.literal.replace(/(?<=\b\p{Lu})\.\s?(?=\p{Lu}\.)/gu, ""));
  return words.find((one) => !beforeGroupName.has(one)) ?? words[0] ?? "";
}

/** The words of a text without accents; those without a Latin letter or digit are left out. */
function foldedWords(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(fold)
    .filter(Boolean);
}

function fold(text: string): string {
  return foldLatin(text).replace(/[^a-z0-9]/g, "");
}
