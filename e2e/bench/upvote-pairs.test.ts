import { describe, expect, it } from "vitest";
import { pairOf } from "@/e2e/bench/upvote-pairs";

const crowd = { firstPerson: 501, people: 40, papers: 100 };

describe("pairOf", () => {
  it("repeats no pair before everyone has voted on every paper", () => {
    const pairs = Array.from({ length: 4000 }, (_, n) => pairOf(crowd, n));
    expect(new Set(pairs.map(({ person, paper }) => `${person} ${paper}`)).size).toBe(4000);
  });

  it("uses only the given people and papers", () => {
    const pairs = Array.from({ length: 4000 }, (_, n) => pairOf(crowd, n));
    const people = pairs.map((pair) => pair.person);
    const papers = pairs.map((pair) => pair.paper);
    expect([Math.min(...people), Math.max(...people)]).toEqual([501, 540]);
    expect([Math.min(...papers), Math.max(...papers)]).toEqual([1, 100]);
  });

  it("spreads consecutive votes over distant papers", () => {
    expect(new Set(Array.from({ length: 40 }, (_, n) => pairOf(crowd, n).paper)).size).toBe(40);
  });
});
