import type { Place } from "@/lib/feeds/score";
import type { Scored } from "@/lib/feeds/wild-cards";

/** Places in which the first papers of interests stand that would be missing otherwise; 0 is the top. */
export const leadPlaces = [9, 11, 13, 15, 18] as const;

/** So many places from the top every interest should show, if it has anything. */
export const leadWithin = 20;
// What an interest likes at least so well is its own.
const leastTaste = 1;

// An interest with at least so many among them needs no help.
export const leastOfEach = 3;

/**
 * The best papers of interests that would have none among the first twenty by their score, and then of those that would
 * have one or two: a field of few upvotes would hardly be seen beside a busy one. Unseen papers alone; at most five.
 * @param scored all candidates, the best first
 */
export function chooseLeads(scored: Scored[], { mix, reader }: Place): Scored[] {
  if (mix.taste === 0 || reader.interests.size === 0) return [];
  const counts = new Map<number, number>();
  for (const one of scored.slice(0, leadWithin)) addTo(counts, interestOf(one));
  const rest = scored
    .slice(leadWithin)
    .filter(({ paper, terms }) => !terms.seen && !reader.liked.has(paper.id));
  const leads = new Set<Scored>();
  for (let least = 1; least <= leastOfEach; least++)
    for (const one of rest) {
      const interest = interestOf(one);
      if (interest === null || leads.has(one) || (counts.get(interest) ?? 0) >= least) continue;
      if (leads.size < leadPlaces.length) leads.add(one);
      addTo(counts, interest);
    }
  return [...leads];
}

function addTo(counts: Map<number, number>, interest: number | null): void {
  if (interest !== null) counts.set(interest, (counts.get(interest) ?? 0) + 1);
}

function interestOf({ terms: { taste } }: Scored): number | null {
  return taste && taste.bare >= leastTaste ? taste.interestId : null;
}
