import type { ShownPart } from "@/lib/papers/latex/math-ml";

/** The maximum length of a comment in characters, which equals the limit of existing paper-hub clients. */
export const maxCommentLength = 65_536;

/** A comment as readers see it. A deleted one stays in its thread without text and author. */
export type Comment = {
  id: number;
  /** The comment that this one replies to. */
  parentId: number | null;
  body: string;
  /** The text as a page shows it, with formulas as MathML. */
  parts: ShownPart[];
  createdAt: Date;
  deleted: boolean;
  author: string | null;
};

/** Cleans a comment's text for storage: PostgreSQL rejects NUL and lone surrogates. */
export function cleanComment(given: string): string {
  return given
    .replaceAll("\r\n", "\n")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[^\P{Cc}\n\t]/gu, " ")
    .trim();
}
