import type { Cursor } from "@/lib/feeds/cursor";
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

export type Slots = {
  chosen: (Scored & { wild: boolean })[];
  /** Where the next page goes on; null at the end. */
  next: { value: number; id: number } | null;
};

/**
 * Puts candidates into the slots of one page: by score, and in every tenth slot a wild card.
 * @param scored all candidates, the best first
 */
export function fillSlots(scored: Scored[], { place, cursor, seen, size, isHidden }: Page): Slots {
  const cards = chooseWildCards(scored, place).filter(({ paper }) => !isHidden(paper));
  const wild = new Set(cards.map(({ paper }) => paper.id));
  const { exploration } = place.mix;
  const plain = scored.filter(({ paper }) => !wild.has(paper.id));
  const start = cursor
    ? plain.filter((one) => !isBelow(one, cursor)).length
    : seen - wildCount(seen, exploration);
  const chosen: Slots["chosen"] = [];
  let at = start;
  for (let slot = seen; slot < seen + size; slot++) {
    const before = wildCount(slot, exploration);
    const card = wildCount(slot + 1, exploration) > before ? cards[before] : undefined;
    if (!card) while (at < plain.length && isHidden((plain[at] as Scored).paper)) at++;
    const one = card ?? plain[at++];
    if (one) chosen.push({ ...one, wild: card !== undefined });
  }
  const last = plain[at - 1];
  return { chosen, next: last && at < plain.length ? { value: last.terms.score, id: last.paper.id } : null };
}

function isBelow({ terms, paper }: Scored, { value, id }: Cursor): boolean {
  return terms.score < value || (terms.score === value && paper.id < id);
}
