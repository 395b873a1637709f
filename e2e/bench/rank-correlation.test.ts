import { expect, it } from "vitest";
import { rankCorrelation } from "@/e2e/bench/rank-correlation";

it("Spearman's rank correlation goes by ranks only, and equal numbers share their mean rank", () => {
  expect(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1);
  expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1);
  expect(rankCorrelation([1, 1, 2], [1, 2, 3])).toBeCloseTo(0.866, 3);
  expect(rankCorrelation([1, 1], [1, 2])).toBeNaN();
});
