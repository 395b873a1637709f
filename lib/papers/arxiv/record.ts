/** One paper as a source tells it, cleaned: what the readers of arXiv and the importer both hand to lib/papers. */
export type PaperRecord = {
  /** arXiv id without version, old ids without subject class: `2601.05230`, `math/0309136`. */
  arxivId: string;
  /** Title and abstract as latexToText makes them: formulas in dollars, print through splitMath or plainText. */
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
  /** When the latest version was submitted, if a source tells it without the version's number (OAI-PMH does). */
  updatedAt?: Date;
  /** Known versions, oldest first; may have gaps. */
  versions: { version: number; at: Date }[];
  /** When arXiv announced it (see schedule.ts). */
  announcedAt: Date;
  withdrawn: boolean;
};
