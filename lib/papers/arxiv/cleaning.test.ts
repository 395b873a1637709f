import { describe, expect, it } from "vitest";
import { cleanDois, cleanLine, cleanTopics, monthOf, withdrawalOf } from "./cleaning";

describe("cleaning", () => {
  it("makes one plain line, or null when nothing is left", () => {
    expect(cleanLine("Jos\\'e  \n Example")).toBe("José Example");
    expect(cleanLine("costs \\$5, $n^2$ pages")).toBe("costs $5, n² pages");
    expect(cleanLine(" \n ")).toBeNull();
  });

  it("keeps arXiv's categories once each, in order", () => {
    expect(cleanTopics(["cs.LG", "cs.CL", "cs.LG", "68T50", "I.2.7", ""])).toEqual(["cs.LG", "cs.CL"]);
  });

  it("finds the first DOI and all of them", () => {
    expect(cleanDois("10.1234/a.b 10.1234/c")).toEqual({
      doi: "10.1234/a.b",
      dois: ["10.1234/a.b", "10.1234/c"],
    });
    expect(cleanDois("https://doi.org/10.1234/a").doi).toBe("10.1234/a");
    expect(cleanDois("none yet")).toEqual({ doi: null, dois: [] });
  });

  it("tells who withdrew a paper only of one that was withdrawn", () => {
    const paper = { abstract: "We study it.", title: "A title" };
    const notice = "withdrawn by arXiv administrators due to plagiarism";
    expect(withdrawalOf({ ...paper, comment: notice })).toEqual({ withdrawn: true, withdrawnBy: "arxiv" });
    expect(withdrawalOf({ ...paper, comment: "12 pages" })).toEqual({ withdrawn: false, withdrawnBy: null });
  });

  it.each([
    ["2601.05230", "2026-01-01T17:00:00.000Z"],
    ["0704.0001", "2007-04-01T16:00:00.000Z"],
    ["hep-th/9901001", "1999-01-01T17:00:00.000Z"],
    ["math/0309136", "2003-09-01T16:00:00.000Z"],
  ])("dates %s", (id, expected) => {
    expect(monthOf(id).toISOString()).toBe(expected);
  });
});
