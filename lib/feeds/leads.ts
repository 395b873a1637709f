import type { Place } from "@/lib/feeds/score";
import type { Scored } from "@/lib/feeds/wild-cards";

/** Places in which the first papers of interests stand that would be missing otherwise; 0 is the top. */
export const leadPlaces = [9, 11, 13, 15, 18] as const;

/** So many places from the top every interest should show, if it has anything. */
export const leadWithin = 20;
// What an interest likes at least so well is its own.
const leastTaste = 1;

/**
 * The best paper of each interest that has none among the first twenty by their score: a field of few upvotes would never
 * be seen beside a busy one. Unseen papers alone; at most five.
 * @param scored all candidates, the best first
 */
export function chooseLeads(scored: Scored[], { mix, reader }: Place): Scored[] {
  if (mix.taste === 0 || reader.interests.size === 0) return [];
  const shown = new Set(scored.slice(0, leadWithin).map(interestOf));
  const leads: Scored[] = [];
  for (const one of scored) {
    const interest = interestOf(one);
    if (interest === null || one.terms.seen || shown.has(interest)) continue;
    shown.add(interest);
    leads.push(one);
    if (leads.length === leadPlaces.length) break;
  }
  return leads;
}

function interestOf({ terms: { taste } }: Scored): number | null {
  return taste && taste.bare >= leastTaste ? taste.interestId : null;
}
