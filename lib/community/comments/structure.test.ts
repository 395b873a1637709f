import { describe, expect, it } from "vitest";
import {
  isMarkdownSized,
  maxLevels,
  structureOf,
  structureProblem,
} from "@/lib/community/comments/structure";

const levels = (text: string) => structureOf(text).levels;

describe("the structure of a text", () => {
  it.each([
    ["plain words", 0],
    ["- one", 1],
    ["> a\n> > b", 2],
    ["- + * 1. 2) > a", 6],
    [">>>> a", 4],
    ["- a\n  - b\n    - c", 3],
    ["- a\n\n    lazy\n\n  - b", 2],
    ["1. a\n   1. b\n\n      1. c", 3],
    ["-a +b 1.5 *emphasis*", 0],
    ["* * * * * * * * * * * * * * * * * * * * * * * *", 1],
    ["---", 1],
    ["- one\n- two\n- three", 1],
  ])("%j has the right number of levels", (text, wanted) => expect(levels(text)).toBe(wanted));

  it("is counted in steps that grow with its levels on each line", () => {
    expect(structureOf("- - a\n    b\n    c")).toEqual({ lines: 3, levels: 2, steps: 6, marks: 0 });
    expect(structureOf("*a* [b](c) \\_ `d`")).toMatchObject({ steps: 0, marks: 8 });
  });

  it("has a level for each of thousands of marks", () => {
    expect(levels(`${"- ".repeat(6000)}a`)).toBe(6000);
    expect(levels(">".repeat(12_000))).toBe(12_000);
    expect(levels("+ ".repeat(6000))).toBe(6000);
    expect(levels("- ".repeat(6000))).toBe(6000);
  });

  it("never has fewer levels than stairs of list marks", () => {
    const stairs = Array.from({ length: 100 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n");
    expect(levels(stairs)).toBe(100);
  });
});

describe("a comment's structure", () => {
  it("is refused with a sentence for its writer", () => {
    expect(structureProblem(`${"- ".repeat(maxLevels)}a`)).toBeNull();
    expect(structureProblem(`${"- ".repeat(6000)}a`)).toBe(
      "A comment can have at most 20 levels of lists and quotes: this one has 6,000.",
    );
    expect(structureProblem("a\n".repeat(3000))).toBe(
      "A comment can have at most 2,000 lines: this one has 3,001.",
    );
  });

  it("decides whether it is read as Markdown", () => {
    const long = "All of this is *quite* normal, and there is nothing else to be said about any part of it. ";
    expect(isMarkdownSized(long.repeat(200))).toBe(true);
    expect(isMarkdownSized(long.repeat(250))).toBe(false);
    expect(isMarkdownSized("a\n".repeat(199))).toBe(true);
    expect(isMarkdownSized("a\n".repeat(201))).toBe(false);
    expect(isMarkdownSized("[".repeat(401))).toBe(false);
    expect(isMarkdownSized("> > > > > a\n".repeat(41))).toBe(false);
  });
});
