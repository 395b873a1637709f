import { describe, expect, it } from "vitest";
import { kendall } from "@/lib/feeds/kendall";

describe("Kendall's tau", () => {
  it("is 1 for the same order, -1 for the reverse, and allows for ties", () => {
    const order = [1, 2, 3, 4];
    expect(kendall(order.map((n) => [n, n] as const))).toBe(1);
    expect(kendall(order.map((n) => [n, -n] as const))).toBe(-1);
    expect(
      kendall([
        [1, 1],
        [2, 2],
        [2, 3],
      ] as const),
    ).toBeCloseTo(2 / Math.sqrt(6));
    expect(kendall([])).toBe(1);
  });
});
