import { describe, expect, it } from "vitest";
import { functionsOf, quantile, sizesReport, statementsOf } from "./sizes";
import { codeFolders, listCode, listSources, parseSource } from "./sources";

// The only hard limits on size. `sizesReport` prints everything else as advice.
const longestFile = 300;
const longestFunction = 60;

/** Files that may be longer, each with the reason. */
const exempt: Record<string, string> = {};

describe("the code", { timeout: 180_000 }, () => {
  it(`has no file over ${longestFile} lines, tests included`, () => {
    const all = listSources([...codeFolders, "e2e"]).filter(({ path }) => !exempt[path]);
    const long = all.filter(({ lines }) => lines.length > longestFile);
    expect(long.map(({ path, lines }) => `${path}: ${lines.length} lines`)).toEqual([]);
  });

  it(`has no function over ${longestFunction} lines`, () => {
    const long = listCode()
      .flatMap(functionsOf)
      .filter(({ lines }) => lines > longestFunction);
    expect(long.map(({ path, line, name, lines }) => `${path}:${line} ${name}: ${lines} lines`)).toEqual([]);
  });

  it("is described by a report of its sizes", () => {
    expect(sizesReport()).toMatch(/\d+ files with \d+ statements, tests with \d+\nfiles: median/);
  });
});

describe("sizes", () => {
  const source = parseSource(
    "lib/a/a.tsx",
    `import { x } from "x";
export function One() {
  if (x) return <p />;
  for (const y of x) { y(); }
}
const two = () => [1].map((n) => n);
class C { three() {} }`,
  );

  it("count statements, not lines", () => {
    // function, if, return, for, y(), const, two's body, the callback's body, class
    expect(statementsOf(source)).toHaveLength(9);
  });

  it("name the functions that have a name", () => {
    expect(functionsOf(source).map(({ name, lines, statements }) => [name, lines, statements])).toEqual([
      ["One", 4, 4],
      ["two", 1, 2],
      [null, 1, 1],
      ["three", 1, 0],
    ]);
  });

  it("are summarised by the median and the 90th percentile", () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 0.9)).toBe(9);
    expect(quantile([], 0.5)).toBe(0);
  });
});
