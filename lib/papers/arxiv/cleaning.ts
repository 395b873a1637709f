import { idMonth } from "@/lib/papers/arxiv/ids";
import { findDois } from "@/lib/papers/dois";
import { latexToText, plainText } from "@/lib/papers/latex/latex";
import { isTopic } from "@/lib/papers/topics/topics";
import { noonEastern } from "./schedule";
import { findWithdrawal, type Withdrawal } from "./withdrawal";

/** LaTeX as one line of plain text, for names, comments and journal references; null when nothing is left. */
export function cleanLine(latex: string): string | null {
  return plainText(latexToText(latex)) || null;
}

/** The arXiv categories in a record's list, each once, in order; records also list ACM and MSC classes. */
export function cleanTopics(listed: string[]): string[] {
  return [...new Set(listed)].filter(isTopic);
}

/** The DOIs of a field, which may hold several: the first one, or null, and all of them. */
export function cleanDois(field: string): { doi: string | null; dois: string[] } {
  const dois = findDois(field);
  return { doi: dois[0] ?? null, dois };
}

/** Whether the paper was withdrawn, and by whom. */
export function withdrawalOf(record: Parameters<typeof findWithdrawal>[0]): {
  withdrawn: boolean;
  withdrawnBy: Withdrawal["by"];
} {
  const withdrawal = findWithdrawal(record);
  return { withdrawn: withdrawal !== null, withdrawnBy: withdrawal?.by ?? null };
}

/** The first day of the month in an arXiv id, for records whose dates cannot be read. */
export function monthOf(arxivId: string): Date {
  return noonEastern(`${idMonth(arxivId)}-01`);
}
