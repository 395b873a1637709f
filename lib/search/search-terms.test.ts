import { distance } from "fastest-levenshtein";
import { expect, it, vi } from "vitest";
import { correctSpelling, toVocabulary } from "@/lib/search/search-terms";

// The real distance, with a record of its calls.
vi.mock("fastest-levenshtein", { spy: true });

const vocabulary = toVocabulary(
  ["diffusion", "generative", "models"].map((term, i) => ({ term, count: 100 - i })),
);

it("the first unknown words of a query are corrected, and no more than eight", () => {
  expect(correctSpelling("generative difusion", [], vocabulary)).toBe("generative diffusion");
  const many = correctSpelling("difusion ".repeat(20).trim(), [], vocabulary)?.split(" ");
  expect(many?.filter((word) => word === "diffusion")).toHaveLength(8);
});

it("a word is compared with those that begin like it and are about as long", () => {
  vi.mocked(distance).mockClear();
  correctSpelling("genrative xxxxxxxx", [], vocabulary);
  expect(vi.mocked(distance).mock.calls).toEqual([["genrative", "generative"]]);
});

it("a word of a paper that was found is not corrected", () => {
  const shown = [{ title: "DIFUSION", abstract: "", authors: [] }];
  expect(correctSpelling("difusion", shown, vocabulary)).toBeNull();
});
