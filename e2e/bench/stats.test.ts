import { describe, expect, it } from "vitest";
import { percentile, summarise } from "@/e2e/bench/stats";

describe("percentile", () => {
  it.each([
    [0.5, 5],
    [0.95, 10],
    [0.99, 10],
    [0.1, 1],
  ])("takes the nearest rank: %d of ten values is %d", (share, value) => {
    expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share)).toBe(value);
  });

  it("sorts numbers as numbers and leaves the list as it was", () => {
    const times = [100, 9, 20];
    expect(percentile(times, 0.5)).toBe(20);
    expect(times).toEqual([100, 9, 20]);
  });

  it("is 0 for nothing", () => {
    expect(percentile([], 0.99)).toBe(0);
  });
});

describe("summarise", () => {
  it("counts answers per second, however long each took", () => {
    const times = Array.from({ length: 200 }, (_, i) => i + 1);
    expect(summarise(times, 10, 3)).toEqual({ perSecond: 20, p50: 100, p95: 190, p99: 198, failed: 3 });
  });
});
