/** Most characters in a comment: as many as existing clients of paper hubs may send. */
export const maxCommentLength = 65_536;

/** A comment as readers see it; a deleted one keeps its place without words or author. */
export type Comment = {
  id: number;
  /** The comment that this one answers. */
  parentId: number | null;
  body: string;
  createdAt: Date;
  deleted: boolean;
  author: string | null;
};

/** A comment's words as they are kept: PostgreSQL takes neither NUL nor half of a surrogate pair. */
export function cleanComment(given: string): string {
  return given
    .replaceAll("\r\n", "\n")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\p{Cc}/gu, (sign) => (sign === "\n" || sign === "\t" ? sign : " "))
    .trim();
}
