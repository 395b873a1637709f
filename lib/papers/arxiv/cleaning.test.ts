import { describe, expect, it } from "vitest";
import { cleanDoi, cleanLine, cleanTopics, isWithdrawn, monthOf } from "./cleaning";

describe("isWithdrawn", () => {
  it.each([
    "This paper has been withdrawn by the author",
    "this submission was withdrawn due to an error",
    "This arXiv paper has been withdrawn",
    "The manuscript is withdrawn.",
    "Paper withdrawn: see Lemma 2",
    "Withdrawn",
  ])("%s", (notice) => {
    expect(isWithdrawn(notice, "An abstract.")).toBe(true);
    expect(isWithdrawn(null, notice)).toBe(true);
  });

  it.each(["12 pages, earlier version withdrawn", "This paper studies withdrawn products", "Withdrawnness"])(
    "not: %s",
    (comment) => {
      expect(isWithdrawn(comment, "We study how this paper has been withdrawn.")).toBe(false);
    },
  );
});

describe("cleaning", () => {
  it("makes one plain line, or null when nothing is left", () => {
    expect(cleanLine("Jos\\'e  \n Example")).toBe("José Example");
    expect(cleanLine("costs \\$5, $n^2$ pages")).toBe("costs $5, n² pages");
    expect(cleanLine(" \n ")).toBeNull();
  });

  it("keeps arXiv's categories once each, in order", () => {
    expect(cleanTopics(["cs.LG", "cs.CL", "cs.LG", "68T50", "I.2.7", ""])).toEqual(["cs.LG", "cs.CL"]);
  });

  it("finds the first DOI", () => {
    expect(cleanDoi("10.1234/a.b 10.1234/c")).toBe("10.1234/a.b");
    expect(cleanDoi("https://doi.org/10.1234/a")).toBe("10.1234/a");
    expect(cleanDoi("none yet")).toBeNull();
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
