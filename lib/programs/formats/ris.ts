import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
import { arxivUrl } from "@/lib/papers/arxiv/ids";
import { isArxivKey } from "@/lib/papers/links";
import type { Cited } from "@/lib/programs/formats/cited";
import { type Csl, toCsl } from "@/lib/programs/formats/csl";

type Record = { [tag: string]: string | string[] };

/**
 * Papers as RIS, the line format of EndNote, Mendeley and Zotero: JOUR if the paper has a journal, else MANSCPT, which of the
 * types for unpublished work is one that Zotero knows (it takes UNPB for an article in a journal).
 */
export function toRis(papers: Cited[]): string {
  const items = toCsl(papers);
  const records = new Cite(items, { generateGraph: false }).format("ris", { format: "object" }) as Record[];
  return papers.map((paper, i) => writeRecord(paper, items[i], records[i] ?? {})).join("\r\n");
}

function writeRecord(paper: Cited, item: Csl | undefined, record: Record): string {
  const { TY: _, ID: __, TI, AU, DA, ...others } = record;
  const tags: Record = {
    TY: paper.journalRef ? "JOUR" : "MANSCPT",
    ID: item?.id ?? paper.key,
    TI: TI ?? "",
    AU: AU ?? [],
    DA: String(DA ?? "").replace(/^(\d+)\/(\d+)\/(\d+)\/$/, padDate),
    M3: paper.journalRef ? [] : "Preprint",
    ...(isArxivKey(paper.key) && { DB: "arXiv", AN: `arXiv:${paper.key}` }),
    ...others,
    L1: isArxivKey(paper.key) ? arxivUrl(paper.key, "pdf") : [],
    ER: "",
  };
  // One line for each value: the library's own writer breaks lines within words, and readers do not join them again.
  const lines = Object.entries(tags).flatMap(([tag, values]) =>
    [values].flat().map((value) => `${tag}  - ${toLine(value)}\r\n`),
  );
  return lines.join("");
}

function padDate(_: string, year: string, month: string, day: string): string {
  return `${year}/${month.padStart(2, "0")}/${day.padStart(2, "0")}/`;
}

function toLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
