import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { citeKeyOf } from "@/lib/papers/cite-key";
import { escapeTex, toTex, toTexTitle } from "@/lib/papers/latex/to-tex";
import { isArxivKey } from "@/lib/papers/links";
import { isEtAl, type NameParts, splitName } from "@/lib/papers/names";
import type { Cited } from "@/lib/programs/formats/cited";
import { citedDoi, citedNote, sourceAddress } from "@/lib/programs/formats/csl";

type Field = [name: string, value: string | undefined | false];

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Papers as BibTeX: names split, LaTeX escaped, formulas kept, with arXiv's own fields (eprint, archivePrefix,
 * primaryClass). An entry is `article` if the paper has a journal, else `misc`.
 */
export function toBibtex(papers: Cited[]): string {
  return papers.map(writeEntry).join("\n");
}

/**
 * The authors whom the source names. A list in BibTeX may end with `others`, but Zotero makes an author of that name, so the
 * note tells instead that there are more.
 */
function writeAuthors({ authors, familyNames }: Cited): string | undefined {
  const names = authors.flatMap((name, i) =>
    isEtAl(name) ? [] : [writeName(splitName(name, familyNames[i]))],
  );
  return names.join(" and ");
}

function writeName(name: NameParts): string {
  if ("literal" in name) return `{${escapeTex(name.literal)}}`;
  const particle = name["non-dropping-particle"];
  // BibTeX would take "Agüera y" for particles of the name "Agüera y Arcas".
  const family = /\s(?:y|i|e|dit|im)\s/.test(name.family)
    ? `{${escapeTex(name.family)}}`
    : escapeTex(name.family);
  const others = [name.suffix, name.given].filter((part) => part !== undefined).map(escapeTex);
  return [particle ? `${escapeTex(particle)} ${family}` : family, ...others].join(", ");
}

function writeEntry(paper: Cited): string {
  const arxiv = isArxivKey(paper.key);
  const fields: Field[] = [
    ["title", braced(toTexTitle(paper.title))],
    ["author", braced(writeAuthors(paper))],
    ["journal", braced(paper.journalRef && toTex(paper.journalRef))],
    ["year", braced(String(paper.publishedAt.getUTCFullYear()))],
    // Without braces, because BibTeX styles define these names of months.
    ["month", months[paper.publishedAt.getUTCMonth()]],
    ["eprint", arxiv && braced(paper.key)],
    // BibTeX's styles know the first name of this field, biblatex the second.
    ["archivePrefix", arxiv && braced("arXiv")],
    ["eprinttype", arxiv && braced("arxiv")],
    ["primaryClass", arxiv && braced(paper.topics[0])],
    ["doi", braced(verbatim(citedDoi(paper)))],
    ["url", braced(verbatim(sourceAddress(paper)))],
    ["note", braced(toTex(citedNote(paper)))],
    ["abstract", abstractKindOf(paper) === "abstract" && braced(toTex(paper.abstract))],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value},\n`] : []));
  return `@${paper.journalRef ? "article" : "misc"}{${citeKeyOf(paper)},\n${lines.join("")}}\n`;
}

function braced(value: string | null | undefined): string | undefined {
  return value ? `{${value}}` : undefined;
}

/** An address without the characters that would end the field or be read as LaTeX. */
function verbatim(address: string | null): string | undefined {
  return address?.replace(/[{}\\\s]/g, encodeURIComponent);
}
