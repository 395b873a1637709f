/** What something brought: papers, or of a paper the comments of others, and new versions and code. */
export type News = { papers: number; comments: number; updates: number };

/** How many things these are. */
export function countNews({ papers, comments, updates }: News): number {
  return papers + comments + updates;
}
