import type { Cursor } from "@/lib/feeds/cursor";
import { chooseLeads, leadPlaces } from "@/lib/feeds/leads";
import type { PoolPaper } from "@/lib/feeds/pool";
import type { Place } from "@/lib/feeds/score";
import { chooseWildCards, type Scored, wildCount } from "@/lib/feeds/wild-cards";

type Page = {
  place: Place;
  /** What stood last by its score on the page before. */
  cursor: Cursor | null;
  /** How many slots stand before this page. */
  seen: number;
  size: number;
  isHidden: (paper: PoolPaper) => boolean;
};

/** How a paper came into its slot: by its score, as a wild card, or as the first of an interest that would be missing. */
export type Way = "score" | "wild" | "lead";
export type Slotted = Scored & { way: Way };

export type Slots = {
  chosen: Slotted[];
  /** Where the next page goes on; null at the end. */
  next: { value: number; id: number } | null;
};

/**
 * Puts candidates into the slots of one page: by score, but for the slots of wild cards and leads.
 * @param scored all candidates, the best first
 */
export function fillSlots(scored: Scored[], { place, cursor, seen, size, isHidden }: Page): Slots {
  const fixed = fixedSlots(scored, place, isHidden);
  const away = new Set([...fixed.values()].map(({ paper }) => paper.id));
  const plain = scored.filter(({ paper }) => !away.has(paper.id));
  let at = cursor ? plain.filter((one) => !isBelow(one, cursor)).length : countBefore(seen, fixed);
  const chosen: Slotted[] = [];
  for (let slot = seen; slot < seen + size; slot++) {
    const set = fixed.get(slot);
    if (!set) while (at < plain.length && isHidden((plain[at] as Scored).paper)) at++;
    const one = set ?? plain[at++];
    if (one) chosen.push(set ?? { ...one, way: "score" });
  }
  const last = plain[at - 1];
  return { chosen, next: last && at < plain.length ? { value: last.terms.score, id: last.paper.id } : null };
}

/** Slots that do not go by score, 0 being the top, with what stands in them. */
function fixedSlots(scored: Scored[], place: Place, isHidden: Page["isHidden"]): Map<number, Slotted> {
  const isShown = ({ paper }: Scored) => !isHidden(paper);
  const fixed = new Map<number, Slotted>();
  const leads = chooseLeads(scored, place).filter(isShown);
  for (const [i, lead] of leads.entries()) fixed.set(leadPlaces[i] ?? 0, { ...lead, way: "lead" });
  const leading = new Set(leads.map(({ paper }) => paper.id));
  const cards = chooseWildCards(scored, place).filter((one) => isShown(one) && !leading.has(one.paper.id));
  const { exploration } = place.mix;
  for (let slot = 0, next = 0; next < cards.length && slot < scored.length; slot++) {
    const card = wildCount(slot + 1, exploration) > wildCount(slot, exploration) && cards[next];
    if (card && !fixed.has(slot)) fixed.set(slot, { ...card, way: "wild" });
    if (card) next++;
  }
  return fixed;
}

function countBefore(seen: number, fixed: Map<number, Slotted>): number {
  return seen - [...fixed.keys()].filter((slot) => slot < seen).length;
}

function isBelow({ terms, paper }: Scored, { value, id }: Cursor): boolean {
  return terms.score < value || (terms.score === value && paper.id < id);
}
