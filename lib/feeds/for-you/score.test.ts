import { describe, expect, it } from "vitest";
import { follow, hoursAgo, now, paper, place, reader } from "@/e2e/support/made-place";
import { type Mix, maxWeight, plainMix } from "@/lib/feeds/for-you/mix";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { partHeat, termsOf } from "@/lib/feeds/for-you/score";
import { minTaste } from "@/lib/feeds/taste/model";
import { heatTime } from "@/lib/papers/heat";

describe("the score", () => {
  it("is everyone's heat for a reader without signals", () => {
    expect(termsOf(paper, place())).toMatchObject({
      trend: 3,
      follows: [],
      taste: null,
      age: 0,
      comments: 0,
      score: 3,
    });
  });

  it("adds follows: one topic, each author, the submitter, each search, and people together", () => {
    const follows = [follow("topic", "cs.CL"), follow("topic", "cs.LG"), follow("author", "ada-lovelace")];
    const terms = termsOf(paper, place({ reader: reader({ follows }) }));
    expect(terms.follows.map(({ heat }) => heat)).toEqual([partHeat.author, partHeat.topic]);
    const found = new Map([[1, { follows: [follow("search", "q=agents")], people: 3 }]]);
    const other = termsOf(paper, place({ reader: reader({ follows: [follow("person", "carol")] }), found }));
    expect(other.follows.map(({ heat }) => heat)).toEqual([partHeat.person, partHeat.search, 0.5]);
  });

  it("counts a cross-listed topic half, and limits the sum of follows", () => {
    const cross = termsOf(paper, place({ reader: reader({ follows: [follow("topic", "cs.LG")] }) }));
    expect(cross.follows.map(({ heat }) => heat)).toEqual([partHeat.crossTopic]);
    const follows = [
      follow("author", "ada-lovelace"),
      follow("author", "grace-hopper"),
      follow("topic", "cs.CL"),
    ];
    const many = termsOf(paper, place({ reader: reader({ follows }) }));
    expect(many.follows.reduce((sum, { heat }) => sum + heat, 0)).toBe(partHeat.maxFollows);
  });

  it("does not reveal a single followed person who upvoted", () => {
    const found = new Map([[1, { follows: [], people: 1 }]]);
    expect(termsOf(paper, place({ found })).follows).toEqual([]);
  });

  it("sinks seen papers, whatever the mix", () => {
    const seen = new Map([[1, "opened" as const]]);
    const mix = { ...plainMix, trend: 0, taste: 0, follows: 0 };
    const terms = termsOf(paper, place({ reader: reader({ seen }), mix }));
    expect(terms.seen).toEqual({ how: "opened", heat: partHeat.opened });
    expect(terms.score).toBe(-1 + partHeat.opened);
  });

  it("sinks what the reader has as much deeper as a mix weighs what could lift it again", () => {
    const seenIn = (mix: Partial<Mix>, how: "upvoted" | "passed" = "upvoted") =>
      termsOf(paper, place({ reader: reader({ seen: new Map([[1, how]]) }), mix: { ...plainMix, ...mix } }))
        .seen;
    expect(seenIn({ trend: 2 })?.heat).toBe(2 * partHeat.upvoted);
    expect(seenIn({ trend: 0.5, taste: 1.5 })?.heat).toBe(1.5 * partHeat.upvoted);
    expect(seenIn({ trend: 0.5, taste: 0 })?.heat).toBe(partHeat.upvoted);
    expect(seenIn({ trend: 2 }, "passed")?.heat).toBe(partHeat.passed);
  });

  it("lifts what the reader has by nothing personal, but lets it sink by all of it", () => {
    const given = {
      seen: new Map([[1, "upvoted" as const]]),
      collaborative: new Map([[1, 1]]),
      visit: { began: now, before: hoursAgo(48) },
      follows: [follow("topic", "cs.CL")],
    };
    const taste = (heat: number) => ({ ...given, tasteOf: () => ({ interestId: 7, heat }) });
    const liked = termsOf(paper, place({ reader: reader(taste(4)) }));
    const none = { taste: null, collaborative: 0, follows: [], isNew: 0 };
    expect(liked).toMatchObject({ ...none, trend: 3, score: 3 + partHeat.upvoted });
    expect(termsOf(paper, place({ reader: reader(taste(-2)) })).score).toBe(1 + partHeat.upvoted);
    const passed = { ...taste(4), seen: new Map([[1, "passed" as const]]) };
    expect(termsOf(paper, place({ reader: reader(passed) })).taste?.heat).toBe(4);
  });

  it("sinks what the reader has below what they like least, also where the mix doubles their taste", () => {
    for (const how of ["opened", "upvoted", "saved", "wanted", "imported"] as const)
      expect(partHeat[how]).toBeLessThan(maxWeight * minTaste);
  });

  it("takes heat without the reader's own part", () => {
    const terms = termsOf(
      paper,
      place({ reader: reader({ heatWithoutOwn: new Map([[1, paper.heat - 1]]) }) }),
    );
    expect(terms).toMatchObject({ heat: paper.heat - 1, trend: 2, score: 2 });
  });

  it("applies weights: without trend every paper counts as fresh; double freshness ages papers twice as fast", () => {
    const weighed = (mix: object) => termsOf(paper, place({ mix: { ...plainMix, ...mix } }));
    expect(weighed({ trend: 0 })).toMatchObject({ trend: -1, score: -1 });
    expect(weighed({ trend: 2 })).toMatchObject({ trend: 7 });
    expect(weighed({ freshness: 2 })).toMatchObject({ age: -1, score: 2 });
    expect(weighed({ freshness: 0 })).toMatchObject({ age: 1, score: 4 });
    expect(weighed({ discussion: 2 })).toMatchObject({ comments: 1, score: 4 });
    expect(weighed({ discussion: 0 })).toMatchObject({ comments: -1, score: 2 });
  });

  it("adds taste, similar readers, and newness since the last visit", () => {
    const terms = termsOf(
      paper,
      place({
        reader: reader({
          tasteOf: () => ({ interestId: 7, heat: 1.234 }),
          collaborative: new Map([[1, 1]]),
          visit: { began: now, before: hoursAgo(48) },
        }),
        mix: { ...plainMix, taste: 0.5 },
      }),
    );
    expect(terms.taste).toEqual({ interestId: 7, heat: 0.62, bare: 1.234 });
    expect(terms).toMatchObject({ collaborative: 0.5, isNew: partHeat.isNew, score: 4.42 });
  });

  it("adds a track record in full to a paper without votes, less with each vote, and nothing to what the reader has", () => {
    const record = { heat: 2, authorSlug: "grace-hopper", others: 0, above: 3 };
    const known = { interests: new Map([[7, { name: "reasoning", provisional: false }]]) };
    const recordOf = (votes: number, given: Partial<Reader> = known, mix: Partial<Mix> = {}) => {
      const heat = heatTime(paper.announcedAt) + Math.log2(0.5 + votes);
      const around = place({ reader: reader(given), mix: { ...plainMix, ...mix } });
      return termsOf({ ...paper, heat, record }, around).record;
    };
    expect([0, 1, 5, 50].map((votes) => recordOf(votes))).toEqual([2, 1, 0.35, 0.04]);
    expect(recordOf(0, known, { record: 0.5 })).toBe(1);
    expect(recordOf(0, { ...known, seen: new Map([[1, "opened"]]) })).toBe(0);
    // The page of a reader of whom nothing is known is everyone's.
    expect([recordOf(0, {}), recordOf(0, {}, { record: 2 })]).toEqual([0, 2]);
    const follows = [follow("topic", "math.GT")];
    expect(recordOf(0, { follows })).toBe(2);
  });

  it("sinks papers by an author who was turned down", () => {
    const declinedAuthors = new Set(["grace-hopper"]);
    expect(termsOf(paper, place({ reader: reader({ declinedAuthors }) })).score).toBe(1);
  });
});
