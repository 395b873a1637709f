/** Most characters in a comment. */
export const longestComment = 5000;

/** A comment as readers see it; a deleted one keeps its place without words or author. */
export type Comment = { id: number; body: string; createdAt: Date; deleted: boolean; author: string | null };
