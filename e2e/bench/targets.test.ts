import { describe, expect, it } from "vitest";
import { type Figures, names } from "@/e2e/bench/figures";
import { report } from "@/e2e/bench/report";
import { targetRows, targetsOf } from "@/e2e/bench/targets";

function line(name: string, perSecond: number) {
  return { part: "a", name, perSecond, p50: 1, p95: 2, p99: 3, failed: 0 };
}

const figures: Figures = {
  machine: "2 cores",
  how: "12 connections",
  lines: [
    line(names.bareBrotli, 1000),
    line(names.outBrotli, 600),
    line(names.empty, 500),
    line(names.signedIn, 250),
    { ...line(names.own, 150), p50: 1.5 },
    line(names.database, 900),
    line(names.upvotes, 450),
    line(names.upvotesUnlimited, 540),
  ],
  queries: [
    {
      papers: 10_000,
      times: { "trending, page 1": { p50: 2, p95: 3 }, "own page, page 1": { p50: 10, p95: 12 } },
    },
    {
      papers: 1_000_000,
      times: { "trending, page 1": { p50: 2.5, p95: 4 }, "own page, page 1": { p50: 11, p95: 14 } },
    },
  ],
  scripts: [
    { name: "trending page signed out", files: 1, plain: 3000, gzip: 1200, brotli: 1000 },
    { name: "trending page signed in", files: 9, plain: 470_000, gzip: 141_400, brotli: 120_900 },
    { name: "empty Next page", files: 5, plain: 450_000, gzip: 134_900, brotli: 115_000 },
  ],
};

describe("targetsOf", () => {
  it("gives each ratio and whether it meets the target", () => {
    expect(targetsOf(figures).map(({ measured, met }) => [measured, met])).toEqual([
      ["0.60", true],
      ["2.00", false],
      ["1.50", true],
      ["1.25", true],
      ["1.10", true],
      ["0.50", false],
      ["0.60", true],
      ["1.2 kB (Brotli 1.0)", true],
      ["141.4 kB (Brotli 120.9)", false],
    ]);
  });

  it("names the sizes that it compares", () => {
    expect(targetsOf(figures)[3]?.name).toContain("1,000,000 ÷ 10,000");
  });

  it("shows what was not measured", () => {
    const nothing = { ...figures, lines: [], queries: figures.queries.slice(0, 1), scripts: [] };
    expect(targetRows(targetsOf(nothing)).map((row) => row[3])).toEqual(Array(7).fill("not measured"));
  });
});

describe("report", () => {
  const text = report(figures);

  it("begins with the machine", () => {
    expect(text.split("\n").slice(0, 2)).toEqual(["2 cores", "12 connections"]);
  });

  it("has every figure and every target, met or not", () => {
    for (const { name } of figures.lines) expect(text).toContain(name);
    expect(text).toMatch(/trending, page 1 +2\.00 +3\.00 +2\.50 +4\.00/);
    expect(text.match(/ met$/gm)).toHaveLength(6);
    expect(text.match(/MISSED$/gm)).toHaveLength(3);
  });

  it("says where there was no answer", () => {
    const silent = { ...line(names.signedIn, 0), p50: 0, p99: 0 };
    expect(report({ ...figures, lines: [silent] })).toMatch(/signed in +no answer +0$/m);
  });

  it("leaves out the tables of what was not measured", () => {
    const text = report({ ...figures, queries: [], scripts: [] });
    expect(text).not.toContain("Queries");
    expect(text).not.toContain("JavaScript");
  });
});
