/** The most that co-votes and neighbours together add to a paper, in heat units. */
export const maxCollaborativeHeat = 2;

/** The heat units that a paper gains for a reader from the summed weights of the co-votes and neighbours that lead to it. */
export function collaborativeHeat(weight: number): number {
  return Math.min(maxCollaborativeHeat, Math.log2(1 + weight));
}

/**
 * A paper leads to others only once this many readers like it. With two likers, one of whom is looking at their own
 * page, that page would reveal what the other one likes.
 */
export const minLikers = 3;
/**
 * Two papers are related only if this many readers like both. If one were enough, anybody who likes one of their papers
 * could find out everything else that they like.
 */
export const minLikersOfBoth = 2;

/** Readers who like fewer papers neither are nor have neighbours: one paper in common does not make two readers alike. */
export const minLikes = 5;
/** A reader with fewer neighbours who liked something lately gets nothing from them: it would reveal what one or two people like. */
export const minNeighbours = 10;
/** The most neighbours of a reader; those farther away add little and cost time. */
export const maxNeighbours = 100;
/** Only what neighbours liked in the last 30 days counts, because a page consists of recent papers. */
export const recentDays = 30;
