export type Pair = { person: number; paper: number };

/** People (`firstPerson` and the following ones) who vote on the papers with ids 1 to `papers`. */
export type Crowd = { firstPerson: number; people: number; papers: number };

/**
 * The n-th vote of a crowd: people take turns, and nobody meets the same paper twice before they have met them all.
 * @param n from 0
 */
export function pairOf({ firstPerson, people, papers }: Crowd, n: number): Pair {
  const turn = Math.floor(n / people);
  const person = n % people;
  // Neighbours in time vote on distant papers, as they do when a whole hub is awake.
  const paper = (person * stride + turn) % papers;
  return { person: firstPerson + person, paper: 1 + paper };
}

const stride = 48_271;
