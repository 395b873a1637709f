import { arxivDoi, arxivUrl } from "@/lib/papers/arxiv/ids";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { type NameParts, splitName } from "@/lib/papers/names";
import { citationKeys } from "@/lib/programs/formats/citation-keys";
import type { Cited } from "@/lib/programs/formats/cited";

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
  const [doi, url] = [citedDoi(paper), sourceAddress(paper)];
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
