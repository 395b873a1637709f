import { choosePinned, pinnedPlaces } from "@/lib/feeds/for-you/pinned-slots";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Place } from "@/lib/feeds/for-you/score";
import { chooseWildCards, type Scored, wildCount } from "@/lib/feeds/for-you/wild-cards";

type Page = {
  place: Place;
  /** The papers of the previous pages, which took the first slots. */
  shown: Set<number>;
  /** How many slots to skip after them. */
  skip: number;
  size: number;
  isHidden: (paper: PoolPaper) => boolean;
};

/** How a paper came into its slot: by its score, as a wild card, or pinned for an interest that would be missing. */
export type Placement = "score" | "wild-card" | "pinned";
type Slotted = Scored & { placement: Placement };

export type Slots = {
  chosen: Slotted[];
  /** The papers of this page and of all previous pages. */
  shown: Set<number>;
  /** Whether there are papers for another page. */
  more: boolean;
};

/**
 * Puts candidates into the slots of one page: by score, except for wild cards and pinned slots. Papers of the
 * previous pages are left out; a paper that has risen above them meanwhile comes next.
 * @param scored all candidates, the best first
 */
export function fillSlots(scored: Scored[], { place, shown, skip, size, isHidden }: Page): Slots {
  const begin = shown.size;
  const end = begin + skip + size;
  const isLeft = ({ paper }: Scored) => !shown.has(paper.id);
  const fixed = new Map(
    [...fixedSlots(scored, place, isHidden)].filter(([slot, one]) => slot >= begin && isLeft(one)),
  );
  const away = new Set([...fixed.values()].map(({ paper }) => paper.id));
  const plain = scored.filter((one) => isLeft(one) && !away.has(one.paper.id));
  const next = (from: number) => plain.findIndex(({ paper }, i) => i >= from && !isHidden(paper));
  let at = next(0);
  const filled: Slotted[] = [];
  for (let slot = begin; slot < end; slot++) {
    const set = fixed.get(slot);
    const one = set ?? plain[at];
    if (one) filled.push(set ?? { ...one, placement: "score" });
    if (one && !set) at = next(at + 1);
  }
  return {
    chosen: filled.slice(skip),
    shown: new Set([...shown, ...filled.map(({ paper }) => paper.id)]),
    more: at >= 0 || [...fixed.keys()].some((slot) => slot >= end),
  };
}

/** The papers of slots that are not filled by score, by slot; 0 is the top. */
function fixedSlots(scored: Scored[], place: Place, isHidden: Page["isHidden"]): Map<number, Slotted> {
  const isShown = ({ paper }: Scored) => !isHidden(paper);
  const fixed = new Map<number, Slotted>();
  const pinned = choosePinned(scored, place).filter(isShown);
  for (const [i, one] of pinned.entries()) fixed.set(pinnedPlaces[i] ?? 0, { ...one, placement: "pinned" });
  const pinnedIds = new Set(pinned.map(({ paper }) => paper.id));
  const cards = chooseWildCards(scored, place).filter((one) => isShown(one) && !pinnedIds.has(one.paper.id));
  const { exploration } = place.mix;
  for (let slot = 0, next = 0; next < cards.length && slot < scored.length; slot++) {
    const card = wildCount(slot + 1, exploration) > wildCount(slot, exploration) && cards[next];
    if (card && !fixed.has(slot)) fixed.set(slot, { ...card, placement: "wild-card" });
    if (card) next++;
  }
  return fixed;
}
