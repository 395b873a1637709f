import { toBibtex } from "@/lib/programs/formats/bibtex";
import type { Cited } from "@/lib/programs/formats/cited";
import { toCslJson } from "@/lib/programs/formats/csl";
import { toCsv } from "@/lib/programs/formats/csv";
import type { PaperFormat } from "@/lib/programs/formats/formats";
import { listMarkdown, paperMarkdown } from "@/lib/programs/formats/markdown";
import { toRis } from "@/lib/programs/formats/ris";

/** A list's title and address, and the address of its page if that differs. */
export type ListName = { title: string; address: string; page?: string };

/**
 * Papers in an export format.
 * @param name of the list; null for a single paper
 */
export function writePapers(
  papers: Cited[],
  format: PaperFormat,
  hubUrl: string,
  name: ListName | null,
): string {
  const [one] = papers;
  if (format === "bib") return toBibtex(papers);
  if (format === "ris") return toRis(papers);
  if (format === "csl.json") return toCslJson(papers);
  if (format === "csv") return toCsv(papers, hubUrl);
  if (name) return listMarkdown(papers, name.title, name.page ?? name.address, hubUrl);
  return one ? paperMarkdown(one, hubUrl) : "";
}
