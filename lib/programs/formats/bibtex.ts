import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { escapeTex, toTex, toTexTitle } from "@/lib/papers/latex/to-tex";
import { isArxivKey } from "@/lib/papers/links";
import type { NameParts } from "@/lib/papers/names";
import type { Cited } from "@/lib/programs/formats/cited";
import { type Csl, citedDoi, sourceAddress, toCsl } from "@/lib/programs/formats/csl";

// The library's own escaping drops letters without a LaTeX command, such as Chinese ones, and breaks formulas.
plugins.config.get("@bibtex").format.asciiOnly = false;

type Entry = { properties: Record<string, string> };
type Field = [name: string, value: string | undefined | false];

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Papers as BibTeX: names split, LaTeX escaped, formulas kept, with arXiv's own fields (eprint, archivePrefix,
 * primaryClass). An entry is `article` if the paper has a journal, else `misc`.
 */
export function toBibtex(papers: Cited[]): string {
  const items = toCsl(papers);
  const entries = new Cite(items.map(toTexCsl), { generateGraph: false }).format("bibtex", {
    format: "object",
  }) as Entry[];
  return papers
    .map((paper, i) => writeEntry(paper, items[i]?.id ?? paper.key, entries[i]?.properties ?? {}))
    .join("\n");
}

/** The part of an item that the library formats, already escaped. The key is not: it would lose its punctuation. */
function toTexCsl({ id, type, author, issued, ...csl }: Csl): object {
  return {
    id,
    type,
    author: author.map(toTexName),
    issued,
    ...(typeof csl["container-title"] === "string" && { "container-title": toTex(csl["container-title"]) }),
  };
}

function toTexName(name: NameParts): object {
  return Object.fromEntries(Object.entries(name).map(([part, text]) => [part, escapeTex(text)]));
}

function writeEntry(paper: Cited, citeKey: string, properties: Entry["properties"]): string {
  const arxiv = isArxivKey(paper.key);
  const fields: Field[] = [
    ["title", braced(toTexTitle(paper.title))],
    ["author", braced(properties.author)],
    ["journal", braced(properties.journal)],
    ["year", braced(String(paper.publishedAt.getUTCFullYear()))],
    // Without braces, because BibTeX styles define these names of months.
    ["month", months[paper.publishedAt.getUTCMonth()]],
    ["eprint", arxiv && braced(paper.key)],
    ["archivePrefix", arxiv && braced("arXiv")],
    ["primaryClass", arxiv && braced(paper.topics[0])],
    ["doi", braced(verbatim(citedDoi(paper)))],
    ["url", braced(verbatim(sourceAddress(paper)))],
    ["abstract", paper.abstractKind === "abstract" && braced(toTex(paper.abstract))],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value},\n`] : []));
  return `@${paper.journalRef ? "article" : "misc"}{${citeKey},\n${lines.join("")}}\n`;
}

function braced(value: string | null | undefined): string | undefined {
  return value ? `{${value}}` : undefined;
}

/** An address without the characters that would end the field or be read as LaTeX. */
function verbatim(address: string | null): string | undefined {
  return address?.replace(/[{}\\\s]/g, encodeURIComponent);
}
