import { describe, expect, it } from "vitest";
import { parts, readOptions } from "@/e2e/bench/options";

describe("readOptions", () => {
  it("measures everything at 100,000 papers, and the queries at 10,000 too", () => {
    expect(readOptions([])).toEqual({
      sizes: [10_000, 100_000],
      webSize: 100_000,
      only: new Set(parts),
      seconds: 10,
      connections: 12,
      runs: 300,
      json: null,
    });
  });

  it("adds a size for the queries without measuring pages at it", () => {
    const { sizes, webSize } = readOptions(["--papers", "1000000"]);
    expect({ sizes, webSize }).toEqual({ sizes: [10_000, 100_000, 1_000_000], webSize: 100_000 });
  });

  it("measures everything at a small size on request", () => {
    const { sizes, webSize } = readOptions(["--papers", "500"]);
    expect({ sizes, webSize }).toEqual({ sizes: [500], webSize: 500 });
  });

  it("selects parts", () => {
    expect(readOptions(["--only", "a,js"]).only).toEqual(new Set(["a", "js"]));
  });

  it.each([
    [["--papers", "many"], /--papers takes a whole number from 100 to/],
    [["--seconds", "0"], /--seconds takes a whole number from 1/],
    [["--only", "a,x"], /--only takes a, b, c/],
    [["--fast"], /Unknown option/],
  ])("refuses %s", (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});
