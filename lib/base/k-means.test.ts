import { describe, expect, it } from "vitest";
import { farthestFrom, kMeans } from "@/lib/base/k-means";

const line = {
  nearness: (a: number, b: number) => -Math.abs(a - b),
  centroid: (points: number[]) => points.reduce((sum, point) => sum + point, 0) / points.length,
  rounds: 10,
};

describe("kMeans", () => {
  it("groups points by the nearest centroid, even from bad initial centroids", () => {
    expect(kMeans([1, 2, 3, 20, 21, 22], [1, 2], line)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it("gives a point between two centroids to the first, and drops empty groups", () => {
    expect(kMeans([1, 2, 3], [1, 3, 50], { ...line, rounds: 1 })).toEqual([[0, 1], [2]]);
    expect(kMeans([], [1], line)).toEqual([]);
  });

  it("stops when isSettled says so", () => {
    const sizes: number[][] = [];
    kMeans([1, 2, 3, 20], [1, 2], {
      ...line,
      isSettled: (groups) => sizes.push(groups.map(({ length }) => length)) === 1,
    });
    expect(sizes).toEqual([[1, 3]]);
  });

  it("finds the point farthest from all others", () => {
    expect(farthestFrom([4, 0, 10, 5], [0, 10], line.nearness)).toBe(3);
    expect(farthestFrom([], [0], line.nearness)).toBe(-1);
  });
});
