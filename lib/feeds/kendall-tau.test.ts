import { describe, expect, it } from "vitest";
import { kendallTau } from "@/lib/feeds/kendall-tau";

describe("Kendall's tau", () => {
  it("is 1 for the same order, -1 for the reverse, and allows for ties", () => {
    const order = [1, 2, 3, 4];
    expect(kendallTau(order.map((n) => [n, n] as const))).toBe(1);
    expect(kendallTau(order.map((n) => [n, -n] as const))).toBe(-1);
    expect(
      kendallTau([
        [1, 1],
        [2, 2],
        [2, 3],
      ] as const),
    ).toBeCloseTo(2 / Math.sqrt(6));
    expect(kendallTau([])).toBe(1);
  });
});
