import { isoDay } from "@/lib/base/time";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { commaName, isEtAl } from "@/lib/papers/names";
import type { Cited } from "@/lib/programs/formats/cited";
import { citedDoi, sourceAddress } from "@/lib/programs/formats/csl";

type Coined = Pick<Cited, "key" | "title" | "authors" | "publishedAt" | "doi" | "sourceUrl">;

// A collaboration can have thousands of authors, and every row of a list carries this.
const maxAuthors = 40;

/**
 * A paper as a ContextObject (COinS: OpenURL, Z39.88-2004, in its Dublin Core format), which a row of a list carries so
 * that Zotero and similar programs can import the papers of a page. Zotero recognises a preprint by `rft.type`.
 */
export function toCoins(paper: Coined): string {
  const authors = paper.authors.filter((name) => !isEtAl(name)).slice(0, maxAuthors);
  const doi = citedDoi(paper);
  const url = sourceAddress(paper);
  return new URLSearchParams([
    ["ctx_ver", "Z39.88-2004"],
    ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"],
    ["rft.type", "preprint"],
    ["rft.title", plainText(paper.title)],
    ...authors.map((name) => ["rft.creator", commaName(name)]),
    ...(isArxivKey(paper.key) ? [["rft.publisher", "arXiv"]] : []),
    ["rft.date", isoDay(paper.publishedAt)],
    ...(doi ? [["rft_id", `info:doi/${doi}`]] : []),
    ...(url ? [["rft_id", url]] : []),
  ]).toString();
}
