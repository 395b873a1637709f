import type { Place } from "@/lib/feeds/for-you/score";
import type { Scored } from "@/lib/feeds/for-you/wild-cards";

/** Slots that are pinned to the best papers of interests that would be missing otherwise; 0 is the top. */
export const pinnedPlaces = [9, 11, 13, 15, 18] as const;

/** Every interest that has candidates should show among this many slots from the top. */
export const pinnedWithin = 20;

/** An interest with this many papers among those slots gets no pinned slot. */
export const minPerInterest = 3;

// Taste (in heat units) from which a paper belongs to an interest. A young or broad interest likes no paper that much:
// for it, papers near its own best count, down to a floor.
const minTaste = 1;
const nearlyBest = 0.6;
const minTasteFloor = 0.3;

/**
 * Chooses the papers of the pinned slots: the best of interests that would have none among the first twenty by score,
 * then of those that would have one or two. Without them a field of few upvotes would hardly be seen beside a busy one.
 * @param scored all candidates, the best first
 * @returns at most five papers that the reader has not seen yet
 */
export function choosePinned(scored: Scored[], { mix, reader }: Place): Scored[] {
  if (mix.taste === 0 || reader.interests.size === 0) return [];
  const counts = new Map<number, number>();
  const own = ownOf(scored);
  const interestOf = ({ terms: { taste } }: Scored) =>
    taste && taste.bare >= (own.get(taste.interestId) ?? minTaste) ? taste.interestId : null;
  for (const one of scored.slice(0, pinnedWithin)) addTo(counts, interestOf(one));
  const rest = scored
    .slice(pinnedWithin)
    .filter(({ paper, terms }) => !terms.seen && !reader.liked.has(paper.id));
  const pinned = new Set<Scored>();
  for (let least = 1; least <= minPerInterest; least++)
    for (const one of rest) {
      const interest = interestOf(one);
      if (interest === null || pinned.has(one) || (counts.get(interest) ?? 0) >= least) continue;
      if (pinned.size < pinnedPlaces.length) pinned.add(one);
      addTo(counts, interest);
    }
  return [...pinned];
}

function addTo(counts: Map<number, number>, interest: number | null): void {
  if (interest !== null) counts.set(interest, (counts.get(interest) ?? 0) + 1);
}

/** For each interest, the minimum taste (heat units) from which a paper belongs to it. */
function ownOf(scored: Scored[]): Map<number, number> {
  const best = new Map<number, number>();
  for (const { terms } of scored)
    if (terms.taste && terms.taste.bare > (best.get(terms.taste.interestId) ?? 0))
      best.set(terms.taste.interestId, terms.taste.bare);
  const least = (most: number) => Math.max(minTasteFloor, Math.min(minTaste, nearlyBest * most));
  return new Map([...best].map(([id, most]) => [id, least(most)]));
}
