import { arxivDoi, arxivUrl } from "@/lib/papers/arxiv/ids";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { type NameParts, splitName } from "@/lib/papers/names";
import { foldLatin } from "@/lib/papers/title-key";
import type { Cited } from "@/lib/programs/formats/cited";

type Keyed = Pick<Cited, "key" | "title" | "authors" | "publishedAt">;

const small = new Set(
  "a an the on of in to for and or with from by at as is are do does can how what why when le la les der die das un une el".split(
    " ",
  ),
);

/**
 * The citation key of a paper: first author, year and first word of the title, as Google Scholar writes it
 * (`vaswani2017attention`). Words without Latin letters are left out.
 */
export function citationKey({ title, authors, publishedAt }: Keyed): string {
  const first = authors[0] === undefined ? { literal: "" } : splitName(authors[0]);
  const author = fold("literal" in first ? (first.literal.split(/\s+/)[0] ?? "") : first.family);
  const words = plainText(title)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(fold)
    .filter(Boolean);
  const word = words.find((one) => !small.has(one)) ?? words[0] ?? "";
  return `${author || "paper"}${publishedAt.getUTCFullYear()}${word}`;
}

/**
 * The citation keys of an export, all different: the oldest of several papers with the same key keeps it, the others get a,
 * b, ….
 * @returns one key for each paper, in the order given
 */
export function citationKeys(papers: Keyed[]): string[] {
  const taken = new Map<string, string>();
  const byAge = [...papers].sort(
    (a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || (a.key < b.key ? -1 : 1),
  );
  const used = new Set<string>();
  for (const paper of byAge) {
    const base = citationKey(paper);
    let name = base;
    for (let i = 0; used.has(name); i++) name = base + letters(i);
    used.add(name);
    taken.set(paper.key, name);
  }
  return papers.map(({ key }) => taken.get(key) ?? key);
}

function fold(text: string): string {
  return foldLatin(text).replace(/[^a-z0-9]/g, "");
}

function letters(i: number): string {
  const last = String.fromCharCode(97 + (i % 26));
  return i < 26 ? last : letters(Math.floor(i / 26) - 1) + last;
}

export type Csl = {
  id: string;
  "citation-key": string;
  type: "article" | "article-journal";
  title: string;
  author: NameParts[];
  issued: { "date-parts": [[number, number, number]] };
  [name: string]: unknown;
};

/** Papers as a CSL-JSON document, the exchange format of citation programs (https://citationstyles.org). */
export function toCslJson(papers: Cited[]): string {
  return `${JSON.stringify(toCsl(papers), null, 2)}\n`;
}

/** Papers as CSL-JSON items with unique citation keys. A summary written by the hub is left out: it is no abstract. */
export function toCsl(papers: Cited[]): Csl[] {
  const keys = citationKeys(papers);
  return papers.map((paper, i) => toCslItem(paper, keys[i] ?? paper.key));
}

/** The address of the paper itself: on arXiv, else the submitter's link, else its DOI; null if none is known. */
export function sourceAddress({
  key,
  sourceUrl,
  doi,
}: Pick<Cited, "key" | "sourceUrl" | "doi">): string | null {
  if (isArxivKey(key)) return arxivUrl(key);
  return sourceUrl ?? (doi && `https://doi.org/${doi}`);
}

/** The publisher's DOI, else the DOI that arXiv gives to each of its papers, else null. */
export function citedDoi({ key, doi }: Pick<Cited, "key" | "doi">): string | null {
  return doi ?? (isArxivKey(key) ? arxivDoi(key) : null);
}

function toCslItem(paper: Cited, citationKey: string): Csl {
  const { publishedAt: date, journalRef } = paper;
  const doi = citedDoi(paper);
  const url = sourceAddress(paper);
  const day: [number, number, number] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return {
    id: citationKey,
    "citation-key": citationKey,
    type: journalRef ? "article-journal" : "article",
    title: plainText(paper.title),
    author: paper.authors.map(splitName),
    issued: { "date-parts": [day] },
    ...(journalRef && { "container-title": plainText(journalRef) }),
    ...(!journalRef && isArxivKey(paper.key) && { publisher: "arXiv", number: `arXiv:${paper.key}` }),
    ...(doi && { DOI: doi }),
    ...(url && { URL: url }),
    ...(paper.abstractKind === "abstract" && { abstract: plainText(paper.abstract) }),
    keyword: [...paper.topics, ...paper.keywords].join(","),
  };
}
