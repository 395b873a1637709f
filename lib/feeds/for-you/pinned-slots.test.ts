import { expect, test } from "vitest";
import { now, paper, place, reader } from "@/e2e/support/made-place";
import { choosePinned } from "@/lib/feeds/for-you/pinned-slots";
import { termsOf } from "@/lib/feeds/for-you/score";
import { heatTime } from "@/lib/papers/heat";

/** Thirty hot papers that no interest likes, then papers that interest 7 likes so well. */
function pinnedOf(likes: number[]): number[] {
  const tastes = [...Array.from({ length: 30 }, () => -0.5), ...likes];
  let id = 0;
  const tasteOf = () => ({ interestId: 7, heat: tastes[id] ?? 0 });
  const around = place({
    reader: reader({ interests: new Map([[7, { name: "diffusion", provisional: false }]]), tasteOf }),
  });
  const scored = tastes.map((_, i) => {
    id = i;
    const one = { ...paper, id: i, heat: heatTime(now) + (i < 30 ? 5 : 0) };
    return { paper: one, terms: termsOf(one, around) };
  });
  return choosePinned(scored, around).map((one) => one.paper.id);
}

test("a strong interest pins papers that it clearly likes", () => {
  expect(pinnedOf([3, 2, 0.9])).toEqual([30, 31]);
});

test("a young or broad interest pins papers near its best, not those it hardly likes", () => {
  expect(pinnedOf([0.9, 0.4, 0.7, 0.6])).toEqual([30, 32, 33]);
  expect(pinnedOf([0.25, 0.2])).toEqual([]);
});
