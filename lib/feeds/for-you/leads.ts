import type { Place } from "@/lib/feeds/for-you/score";
import type { Scored } from "@/lib/feeds/for-you/wild-cards";

/** Places in which the first papers of interests stand that would be missing otherwise; 0 is the top. */
export const leadPlaces = [9, 11, 13, 15, 18] as const;

/** So many places from the top every interest should show, if it has anything. */
export const leadWithin = 20;
// What an interest likes at least so well is its own; of a young or broad one, which likes nothing so well, what it
// likes nearly as well as its best.
const leastTaste = 1;
const nearlyBest = 0.6;
const leastOfAll = 0.3;

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
  const own = ownOf(scored);
  const interestOf = ({ terms: { taste } }: Scored) =>
    taste && taste.bare >= (own.get(taste.interestId) ?? leastTaste) ? taste.interestId : null;
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

/** How well each interest must like a paper for it to be its own. */
function ownOf(scored: Scored[]): Map<number, number> {
  const best = new Map<number, number>();
  for (const { terms } of scored)
    if (terms.taste && terms.taste.bare > (best.get(terms.taste.interestId) ?? 0))
      best.set(terms.taste.interestId, terms.taste.bare);
  const least = (most: number) => Math.max(leastOfAll, Math.min(leastTaste, nearlyBest * most));
  return new Map([...best].map(([id, most]) => [id, least(most)]));
}
