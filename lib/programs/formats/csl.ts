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
 * The name under which a paper is cited: first author, year and first word of the title, as Scholar writes it
 * (`vaswani2017attention`). What has no Latin letters is left out.
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
 * Citation keys of an export, all different: of papers that would share one the oldest keeps it, the others get a, b, ….
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

/** Papers in the common form of citation programs (CSL-JSON, https://citationstyles.org), as text. */
export function toCslJson(papers: Cited[]): string {
  return `${JSON.stringify(toCsl(papers), null, 2)}\n`;
}

/** Papers in CSL-JSON, with citation keys that are unique among them; a summary by the hub is nobody's abstract. */
export function toCsl(papers: Cited[]): Csl[] {
  const keys = citationKeys(papers);
  return papers.map((paper, i) => toCslItem(paper, keys[i] ?? paper.key));
}

/** Where a reader finds the paper itself: arXiv, else what its submitter named, else its DOI; null where nothing is known. */
export function sourceAddress({
  key,
  sourceUrl,
  doi,
}: Pick<Cited, "key" | "sourceUrl" | "doi">): string | null {
  if (isArxivKey(key)) return arxivUrl(key);
  return sourceUrl ?? (doi && `https://doi.org/${doi}`);
}

/** The publisher's DOI, else the one that arXiv gives every paper, else null. */
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
