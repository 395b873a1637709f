import { plainText } from "@/lib/papers/latex/latex";
import { nameKeys } from "@/lib/search/author-names";
import { searchForm } from "@/lib/search/words";

/**
 * The text that is searched by words, as queries are prepared too. The title stands in it four times, so that it weighs more. One
 * column ranks better than a sum over columns (nDCG@10 on cranfield .375 against .356), as BM25F argues (Robertson,
 * Zaragoza, Taylor, CIKM 2004).
 * @param notes the paper's comment and journal reference: "Accepted at NeurIPS 2025"
 */
export function searchText(
  title: string,
  abstract: string,
  authors: string[],
  notes: (string | null)[] = [],
): string {
  const parts = [
    title,
    title,
    title,
    title,
    abstract,
    authors.join(" · "),
    ...notes.map((note) => note ?? ""),
  ];
  return searchForm(parts.map(plainText).join("\n"));
}

/** The title as it is searched by `ti:`. */
export function titleText(title: string): string {
  return searchForm(plainText(title));
}

/**
 * The authors' names as they are searched by `au:`, with the keys by which initials find them. A 0 stands between two
 * names, so that no phrase begins in one and ends in the next.
 */
export function authorsText(authors: string[]): string {
  return [authors.map(searchForm).join(" 0 "), ...authors.flatMap(nameKeys)].join(" ");
}
