import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCoverage } from "@/lib/web/font-coverage";
import { drawable, imageFonts, sans, serif } from "@/lib/web/image-fonts";

describe("the characters of a font", () => {
  const covered = (script: string) =>
    readCoverage(
      readFileSync(`node_modules/@fontsource/source-serif-4/files/source-serif-4-${script}-600-normal.woff`),
    );

  it("are read from its file", () => {
    const [latin, greek] = [covered("latin"), covered("greek")];
    for (const sign of "Az09é–“") expect(latin.has(sign.codePointAt(0) ?? 0), sign).toBe(true);
    for (const sign of "łΩж中") expect(latin.has(sign.codePointAt(0) ?? 0), sign).toBe(false);
    expect(greek.has("Ω".codePointAt(0) ?? 0)).toBe(true);
    expect(latin.has(0xffff)).toBe(false);
  });

  it("cannot be read from a truncated file", () => {
    const file = imageFonts()[0]?.data ?? Buffer.alloc(0);
    expect(() => readCoverage(file.subarray(0, 100))).toThrow();
    expect(() => readCoverage(Buffer.alloc(200))).toThrow(/no cmap/);
  });
});

describe("the text of an image", () => {
  it.each([
    ["Rafał Poświata, Nguyễn Văn Đức", "Rafał Poświata, Nguyễn Văn Đức"],
    ["Ωμέγα и Пример: ∞ → α ≤ β²", "Ωμέγα и Пример: ∞ → α ≤ β²"],
    ["𝒪(n) ﬁts", "O(n) fits"],
    ["李明 (Ming Li)", "(Ming Li)"],
    ["A 中文 题目 🙂 title", "A title"],
    ["中文题目", ""],
  ])("%s is drawn as %s", (text, drawn) => expect(drawable(text)).toBe(drawn));

  it("has a font family for each script, the main typeface first", () => {
    const names = imageFonts().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(serif.split(", ")).toEqual(names);
    expect(serif.startsWith("Serif-latin")).toBe(true);
    expect(sans.startsWith("Sans-latin")).toBe(true);
  });
});
