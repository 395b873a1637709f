/** The number of new papers and, for a followed paper, of comments by others and of updates (new versions, code). */
export type News = { papers: number; comments: number; updates: number };

/** The sum of all kinds of news. */
export function newsTotal({ papers, comments, updates }: News): number {
  return papers + comments + updates;
}
