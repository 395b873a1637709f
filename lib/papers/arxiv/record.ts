/** One paper's metadata, cleaned, as the arXiv parsers and the importer hand it to lib/papers. */
export type PaperRecord = {
  /** arXiv id without version, old ids without subject class: `2601.05230`, `math/0309136`. */
  arxivId: string;
  /** Title and abstract are output of latexToText, with formulas in dollars; print them with splitMath or plainText. */
  title: string;
  abstract: string;
  /** Full names in the paper's order, "Ada Lovelace". */
  authors: string[];
  /** arXiv categories only, the primary one first. */
  topics: string[];
  comment: string | null;
  journalRef: string | null;
  doi: string | null;
  licence: string | null;
  /** When version 1 was submitted. */
  publishedAt: Date;
  /** When the latest version was submitted, from sources that do not give its number (OAI-PMH). */
  updatedAt?: Date;
  /** Known versions, oldest first; may have gaps. */
  versions: { version: number; at: Date }[];
  /** When arXiv announced the paper (see schedule.ts). */
  announcedAt: Date;
  withdrawn: boolean;
};
