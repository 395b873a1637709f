import { describe, expect, it } from "vitest";
import { splitPaper } from "@/e2e/bench/real-pools";
import { expensiveFilters, expensiveQueries, makeQueries } from "@/e2e/bench/search-queries";
import { searchReport } from "@/e2e/bench/search-report";
import { mix } from "@/e2e/bench/synthetic-vectors";
import { seededRandom } from "@/lib/base/random";
import { dot } from "@/lib/search/embedding/vectors";

describe("synthetic papers for search", () => {
  it("are made from parts that contain every word of the real paper", () => {
    const pools = { phrases: [], passages: [], topics: [], teams: [] };
    const paper = { title: "One two three four", abstract: "A b c d e f g.", authors: ["Ada Lovelace"] };
    splitPaper({ ...paper, categories: ["cs.LG"] }, pools);
    expect(pools).toEqual({
      phrases: ["One two", "three four"],
      passages: ["A b c", "d e f", "g."],
      topics: [["cs.LG"]],
      teams: [{ names: ["Ada Lovelace"], slugs: ["ada-lovelace"] }],
    });
  });

  it("have vectors of length one, closer to the first of the two that are mixed", () => {
    const [a, b] = [Float32Array.of(1, 0, 0, 0), Float32Array.of(0, 1, 0, 0)];
    const mixed = mix(a, b, seededRandom("test"));
    expect(dot(mixed, mixed)).toBeCloseTo(1, 5);
    expect(dot(mixed, a)).toBeGreaterThan(dot(mixed, b));
  });
});

describe("queries of the search bench", () => {
  const abstract = "we study how very many words of an abstract can be cut into queries of twelve";
  const papers = [{ title: "Sparse attention for long documents in practice", abstract }];

  it("are all different, the same every time, and of four lengths", () => {
    const made = makeQueries(papers, 12);
    expect(new Set(made).size).toBe(made.length);
    expect(makeQueries(papers, 12)).toEqual(made);
    expect(new Set(made.map((q) => q.split(" ").length))).toEqual(new Set([2, 3, 5, 8]));
  });

  it("are fewer than requested where there are few words", () => {
    expect(makeQueries([{ title: "One two", abstract: "" }], 50).length).toBeLessThan(5);
  });

  it("include many expensive ones, with every filter", () => {
    expect(expensiveQueries.length).toBeGreaterThan(40);
    expect(new Set(expensiveFilters.flatMap(({ more }) => Object.keys(more)))).toEqual(
      new Set(["topic", "year", "from", "until", "code", "upvotes", "sort"]),
    );
  });
});

describe("the search report", () => {
  it("compares every line with the bare engine, and lists the slowest queries", () => {
    const speed = (p95: number) => ({ perSecond: 100, p50: p95 / 2, p95, p99: p95, failed: 0 });
    const lines = [
      { name: "bare", alone: speed(10), eight: speed(40) },
      { name: "page", alone: speed(12), eight: speed(50) },
    ];
    const slowest = [{ q: "model", ms: 700 }];
    const embedding = { abstractsPerSecond: 50, queryMs: 2 };
    const text = searchReport(5000, { papers: 5000, seconds: 3 }, { lines, slowest, embedding });
    expect(text).toContain("5,000 papers, search table built in 3.00 s");
    expect(text).toMatch(/page +6\.00 +12\.0 +1\.20 +25\.0 +50\.0 +1\.25/);
    expect(text).toMatch(/model +700/);
    expect(text).toMatch(/expensive queries, ms, 5,000 papers +at most 300 +700 +MISSED/);
    expect(text).toMatch(/abstracts a second +at least 40 +50\.0 +met/);
  });
});
