export type Pair = { person: number; paper: number };

/** People (`firstPerson` and the ids after it) who vote on the papers with ids 1 to `papers`. */
export type Crowd = { firstPerson: number; people: number; papers: number };

/**
 * The n-th vote of a crowd: people take turns, and nobody votes on a paper twice before they have voted on all of them.
 * @param n from 0
 */
export function pairOf({ firstPerson, people, papers }: Crowd, n: number): Pair {
  const turn = Math.floor(n / people);
  const person = n % people;
  // Consecutive votes are on distant papers, as on a busy hub, so that they do not wait for the same row.
  const paper = (person * stride + turn) % papers;
  return { person: firstPerson + person, paper: 1 + paper };
}

const stride = 48_271;
