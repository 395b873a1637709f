import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { plainText } from "@/lib/arxiv/latex";
import { isArxivKey } from "@/lib/papers/links";
import type { Paper } from "@/lib/papers/papers";

type Cited = Pick<
  Paper,
  "key" | "title" | "authors" | "publishedAt" | "doi" | "journalRef" | "topics" | "sourceUrl"
>;

/**
 * A paper as a BibTeX entry: names split, LaTeX escaped, with arXiv's own fields (eprint, archivePrefix, primaryClass).
 * The key is first author, year and first word of the title, as Scholar writes it.
 */
export function toBibtex(paper: Cited): string {
  const entry = new Cite(toCsl(paper)).format("bibtex").trim().replaceAll("\t", "  ");
  const extra = arxivFields(paper).map(([name, value]) => `  ${name} = {${value}},\n`);
  return entry.replace(/\}$/, `${extra.join("")}}`);
}

/** A paper in the common form of citation programs (CSL-JSON, https://citationstyles.org). */
export function toCsl(paper: Cited) {
  const date = paper.publishedAt;
  return {
    id: paper.key,
    type: paper.journalRef ? "article-journal" : "article",
    title: plainText(paper.title),
    author: paper.authors.slice(0, 500).map(toCslName),
    issued: { "date-parts": [[date.getUTCFullYear(), date.getUTCMonth() + 1]] },
    ...(paper.doi && { DOI: paper.doi }),
    ...(paper.journalRef && { "container-title": paper.journalRef }),
    ...(paper.sourceUrl && { URL: paper.sourceUrl }),
  };
}

function toCslName(name: string) {
  const match =
    /^(.+?)\s+((?:(?:van|von|de|der|den|di|da|del|la|le|al|bin|ten|ter)\s+)*\S+(?:\s+(?:Jr\.?|Sr\.?|II|III|IV))?)$/u.exec(
      name,
    );
  return match ? { given: match[1], family: match[2] } : { literal: name };
}

function arxivFields(paper: Cited): [string, string][] {
  if (!isArxivKey(paper.key)) return [];
  const primary = paper.topics[0];
  return [
    ["eprint", paper.key],
    ["archivePrefix", "arXiv"],
    ...(primary ? [["primaryClass", primary] as [string, string]] : []),
  ];
}
