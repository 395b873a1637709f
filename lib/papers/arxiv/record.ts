import type { ReadText, SourceText } from "@/lib/papers/read-source";
import type { WithdrawnBy } from "@/prisma/generated/enums";

/** One paper's metadata, cleaned, as the arXiv parsers and the importer hand it to lib/papers. */
export type PaperRecord = Omit<ReadText, "familyNames"> & {
  /** As in ReadText; by default without entries. */
  familyNames?: string[];
  /** arXiv id without version, old ids without subject class: `2601.05230`, `math/0309136`. */
  arxivId: string;
  /** What the source said, from which the text was read; by default that text itself. */
  sourceText?: SourceText;
  /** arXiv categories only, the primary one first. */
  topics: string[];
  /** The first DOI, as it was written. */
  doi: string | null;
  /** All DOIs; by default the first one alone. */
  dois?: string[];
  licence: string | null;
  /** When version 1 was submitted. */
  publishedAt: Date;
  /** When the latest version was submitted, from sources that do not give its number (OAI-PMH). */
  updatedAt?: Date;
  /** Known versions, oldest first; may have gaps. */
  versions: { version: number; at: Date }[];
  /** When arXiv announced the paper (see announcement.ts). */
  announcedAt: Date;
  /** The date (`YYYY-MM-DD`) under which OAI-PMH lists the record, which moves with each change of it. */
  listedOn?: string;
  withdrawn: boolean;
  /** Who withdrew the paper; null where that is not said. */
  withdrawnBy?: WithdrawnBy | null;
};
