import { describe, expect, it } from "vitest";
import { functionsOf } from "./functions";
import { countAll, quantile, worst } from "./measure";
import { codeFolders, isTest, listCode, listSources } from "./sources";

/** Files that stand outside the sizes, each with the reason. */
const exempt: Record<string, string> = {
  "prisma/schema-engine.mjs":
    "stands in for a program of Prisma's, follows its protocol, runs only to write migrations",
};

const everything = listSources([...codeFolders, "e2e"]).filter(({ path }) => !exempt[path]);
const code = listCode().filter(({ path }) => !exempt[path]);
const functions = code.flatMap(functionsOf);
const lines = ({ lines }: { lines: number }) => lines;

describe("files", () => {
  const sizes = code.map((source) => ({ path: source.path, lines: source.lines.length }));

  it("are mostly 45 lines or less", () => {
    expect(quantile(sizes.map(lines), 0.5), worst(sizes)).toBeLessThanOrEqual(45);
  });

  it("are 110 lines or less, nine in ten", () => {
    expect(quantile(sizes.map(lines), 0.9), worst(sizes)).toBeLessThanOrEqual(110);
  });

  it("are never over 250 lines, tests included", () => {
    const all = everything.map((source) => ({ path: source.path, lines: source.lines.length }));
    expect(worst(all.filter(({ lines }) => lines > 250))).toBe("");
  });

  it("compose when they are pages, in under 60 lines", () => {
    const pages = sizes.filter(({ path }) => path.startsWith("app/") && path.endsWith("/page.tsx"));
    expect(worst(pages.filter(({ lines }) => lines >= 60))).toBe("");
  });
});

describe("functions", () => {
  // Callbacks are short by nature: only named functions count for the middle, so that they do not flatter it.
  const named = functions.filter(({ name }) => name);

  it("are mostly 10 lines or less", () => {
    expect(quantile(named.map(lines), 0.5), worst(named)).toBeLessThanOrEqual(10);
  });

  it("are 30 lines or less, nine in ten", () => {
    expect(quantile(named.map(lines), 0.9), worst(named)).toBeLessThanOrEqual(30);
  });

  it("are never over 60 lines, or 80 where they draw", () => {
    expect(worst(functions.filter(({ lines, jsx }) => lines > (jsx ? 80 : 60)))).toBe("");
  });
});

describe("lines", () => {
  const sum = countAll(everything);

  it("hold 3 to 6 comments in a hundred", () => {
    const share = (100 * sum.comment) / (sum.code + sum.test + sum.comment);
    expect(share).toBeGreaterThanOrEqual(3);
    expect(share).toBeLessThanOrEqual(6);
  });

  it("are tested by at least seven for every ten", () => {
    expect(sum.test / sum.code).toBeGreaterThanOrEqual(0.7);
  });

  it("count tests apart from the product", () => {
    expect(everything.filter(({ path }) => isTest(path)).length).toBeGreaterThan(10);
    expect(code.some(({ path }) => isTest(path))).toBe(false);
  });
});
