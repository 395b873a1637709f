import { latexToText, plainText } from "@/lib/papers/latex/latex";
import { isTopic } from "@/lib/papers/topics/topics";
import { noonEastern } from "./schedule";

/** One line without markup (names, comments, journal references), or null when nothing is left. */
export function cleanLine(latex: string): string | null {
  return plainText(latexToText(latex)) || null;
}

/** arXiv's own categories among what a record lists (also ACM and MSC classes), each once, in order. */
export function cleanTopics(listed: string[]): string[] {
  return [...new Set(listed)].filter(isTopic);
}

/** The first DOI of a field that may hold several, or null. */
export function cleanDoi(field: string): string | null {
  return /10\.\d{4,9}\/[^\s;,]+/.exec(field)?.[0] ?? null;
}

/** Whether authors or arXiv took the paper back: the page stays, its comment or abstract says so first. */
export function isWithdrawn(comment: string | null, abstract: string): boolean {
  const notice = /^(?:(?:this|the) [\w-]+(?: [\w-]+)? (?:has been|is|was) |(?:paper |article )?)withdrawn\b/i;
  return notice.test(comment ?? "") || notice.test(abstract);
}

/** The first day of the month an id was given in, for records whose dates cannot be read. */
export function monthOf(arxivId: string): Date {
  const [, year = "", month = ""] = /(\d{2})(\d{2})\.?\d{3,5}$/.exec(arxivId) ?? [];
  return noonEastern(`${Number(year) > 90 ? 19 : 20}${year}-${month}-01`);
}
