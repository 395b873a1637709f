import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { arxivDoi, arxivUrl } from "@/lib/papers/arxiv/ids";
import { citeKeyOf } from "@/lib/papers/cite-key";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { fullFamilyName, isEtAl, type NameParts, splitName } from "@/lib/papers/names";
import { withdrawalNotice } from "@/lib/papers/withdrawn-words";
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

/** Papers as a CSL-JSON document, the exchange format of citation programs (https://citationstyles.org). */
export function toCslJson(papers: Cited[]): string {
  return `${JSON.stringify(toCsl(papers), null, 2)}\n`;
}

/** Papers as CSL-JSON items. A summary written by the hub is left out: it is no abstract. */
export function toCsl(papers: Cited[]): Csl[] {
  return papers.map(toCslItem);
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

/**
 * The authors of a paper in parts, without an "et al." for authors whom the source does not name. A particle is part of the
 * family name: citation processors find it there, and Zotero drops those that stand apart.
 */
function citedNames({ authors, familyNames }: Pick<Cited, "authors" | "familyNames">): NameParts[] {
  return authors.flatMap((name, i) => (isEtAl(name) ? [] : [withParticle(splitName(name, familyNames[i]))]));
}

/** What a reference must tell besides its fields: that the paper was withdrawn, and that it has authors who are not named. */
export function citedNote(paper: Pick<Cited, "authors" | "withdrawn" | "withdrawnBy">): string {
  const unnamed = paper.authors.some(isEtAl) ? "The source does not name all authors." : "";
  return [withdrawalNotice(paper), unnamed].filter(Boolean).join(" ");
}

function withParticle(name: NameParts): NameParts {
  if ("literal" in name) return name;
  const { "non-dropping-particle": _, ...parts } = name;
  return { ...parts, family: fullFamilyName(name) };
}

function toCslItem(paper: Cited): Csl {
  const citationKey = citeKeyOf(paper);
  const { publishedAt: date, journalRef } = paper;
  const doi = citedDoi(paper);
  const url = sourceAddress(paper);
  const note = citedNote(paper);
  const day: [number, number, number] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return {
    id: citationKey,
    "citation-key": citationKey,
    type: journalRef ? "article-journal" : "article",
    title: plainText(paper.title),
    author: citedNames(paper),
    issued: { "date-parts": [day] },
    ...(journalRef && { "container-title": plainText(journalRef) }),
    ...(!journalRef && isArxivKey(paper.key) && { publisher: "arXiv", number: `arXiv:${paper.key}` }),
    ...(doi && { DOI: doi }),
    ...(url && { URL: url }),
    ...(abstractKindOf(paper) === "abstract" && { abstract: plainText(paper.abstract) }),
    ...(note && { note }),
    keyword: [...paper.topics, ...paper.keywords].join(","),
  };
}
