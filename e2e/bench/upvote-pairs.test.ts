import { describe, expect, it } from "vitest";
import { pairOf } from "@/e2e/bench/upvote-pairs";

const crowd = { firstPerson: 501, people: 40, papers: 100 };

describe("pairOf", () => {
  it("never repeats a pair before everyone has met every paper", () => {
    const pairs = Array.from({ length: 4000 }, (_, n) => pairOf(crowd, n));
    expect(new Set(pairs.map(({ person, paper }) => `${person} ${paper}`)).size).toBe(4000);
  });

  it("keeps to the crowd and to the papers there are", () => {
    const pairs = Array.from({ length: 4000 }, (_, n) => pairOf(crowd, n));
    const people = pairs.map((pair) => pair.person);
    const papers = pairs.map((pair) => pair.paper);
    expect([Math.min(...people), Math.max(...people)]).toEqual([501, 540]);
    expect([Math.min(...papers), Math.max(...papers)]).toEqual([1, 100]);
  });

  it("spreads votes that come together over distant papers", () => {
    expect(new Set(Array.from({ length: 40 }, (_, n) => pairOf(crowd, n).paper)).size).toBe(40);
  });
});
