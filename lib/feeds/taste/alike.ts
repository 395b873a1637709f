/** All that readers of like taste and of the same papers like counts at most this, in heat units. */
export const mostAlike = 2;

/** What a paper is worth to a reader, in heat units, by the summed weights of co-votes and neighbours that lead to it. */
export function alikeHeat(weight: number): number {
  return Math.min(mostAlike, Math.log2(1 + weight));
}

/**
 * A paper that fewer than so many readers like leads to no other. One of them may be who looks: were the other alone,
 * what he likes could be read off the looker's page.
 */
export const fewestReaders = 3;
/** Nor does one person who likes both: whoever likes what they like would read off all the rest. */
export const fewestOfBoth = 2;

/** Whoever likes fewer papers is no neighbour and has none: two readers of one paper are not alike yet. */
export const fewestLikes = 5;
/** Whoever has fewer neighbours that liked something lately gets nothing by them: of one or two it would tell what they like. */
export const fewestNear = 10;
/** A reader's neighbours; those farther off say little and cost time. */
export const nearest = 100;
/** What neighbours liked in the last so many days counts, for a page is made of recent papers. */
export const recentDays = 30;
