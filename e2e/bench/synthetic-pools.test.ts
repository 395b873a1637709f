import { describe, expect, it } from "vitest";
import { makePools, topicsByShare } from "@/e2e/bench/synthetic-pools";
import { isTopic } from "@/lib/papers/topics/topics";

const pools = makePools({ phrases: 300, passages: 300, topics: 500, teams: 200 });

function mean(numbers: number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}

describe("synthetic parts of papers", () => {
  it("make titles and abstracts as long as real ones", () => {
    expect(3 * mean(pools.phrases.map((text) => text.length))).toBeGreaterThan(50);
    const abstract = 3 * mean(pools.passages.map((text) => text.length));
    expect(abstract).toBeGreaterThan(1000);
    expect(abstract).toBeLessThan(1600);
  });

  it("are the same every time", () => {
    expect(makePools({ phrases: 300, passages: 300, topics: 500, teams: 200 })).toEqual(pools);
  });

  it("have real topics, without duplicates in a paper, and a few of them far more often than others", () => {
    expect(pools.topics.flat().every(isTopic)).toBe(true);
    expect(pools.topics.every((list) => list.length > 0 && new Set(list).size === list.length)).toBe(true);
    const share = (topic: string) => pools.topics.filter((list) => list.includes(topic)).length / 500;
    expect(share("cs.LG")).toBeGreaterThan(0.2);
    expect(share("cs.LG")).toBeGreaterThan(10 * share("math.GT"));
  });

  it("are drawn from all topics that are in use", () => {
    expect(topicsByShare()).toHaveLength(155);
  });

  it("have teams of one to eight authors, with a slug for each", () => {
    for (const { names, slugs } of pools.teams) {
      expect(names.length).toBeGreaterThan(0);
      expect(names.length).toBeLessThanOrEqual(8);
      expect(slugs).toHaveLength(names.length);
    }
    expect(pools.teams[0]?.slugs[0]).toMatch(/^made-author-\d{5}$/);
  });
});
