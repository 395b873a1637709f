import { latexToText, plainText } from "@/lib/papers/latex/latex";
import { isTopic } from "@/lib/papers/topics/topics";
import { noonEastern } from "./schedule";

/** LaTeX as one line of plain text, for names, comments and journal references; null when nothing is left. */
export function cleanLine(latex: string): string | null {
  return plainText(latexToText(latex)) || null;
}

/** The arXiv categories in a record's list, each once, in order; records also list ACM and MSC classes. */
export function cleanTopics(listed: string[]): string[] {
  return [...new Set(listed)].filter(isTopic);
}

/** The first DOI of a field that may hold several, or null. */
export function cleanDoi(field: string): string | null {
  return /10\.\d{4,9}\/[^\s;,]+/.exec(field)?.[0] ?? null;
}

/** Whether the paper was withdrawn by its authors or by arXiv, which its comment or abstract then says at the start. */
export function isWithdrawn(comment: string | null, abstract: string): boolean {
  const notice = /^(?:(?:this|the) [\w-]+(?: [\w-]+)? (?:has been|is|was) |(?:paper |article )?)withdrawn\b/i;
  return notice.test(comment ?? "") || notice.test(abstract);
}

/** The first day of the month in an arXiv id, for records whose dates cannot be read. */
export function monthOf(arxivId: string): Date {
  const [, year = "", month = ""] = /(\d{2})(\d{2})\.?\d{3,5}$/.exec(arxivId) ?? [];
  return noonEastern(`${Number(year) > 90 ? 19 : 20}${year}-${month}-01`);
}
