import { distance } from "fastest-levenshtein";
import { expect, it, vi } from "vitest";
import { correctMissing, correctSpelling, toVocabulary } from "@/lib/search/spelling";

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

it.each([
  ["difusion models", "diffusion models"],
  ["Difusion Modles", "Diffusion Models"],
  ["DIFUSION", "Diffusion"],
  ["ti:difusion", "ti:diffusion"],
  ["genérative mödels", null],
  ["géneratve", "generative"],
  ["genratve", null],
  ["modl", null],
  ["models, difusion.", "models, diffusion."],
  ['"difusion models"', null],
  ['difusion "modles"', 'diffusion "modles"'],
  ["au:difusion cat:modles", null],
  ['au:"Modles, D."', null],
  ["DifusioN MODLES", null],
  ["some DIFUSION here", null],
  ["modles2 difusion_x difusion.org", null],
  ["diffusing", null],
  ["xqzwv", null],
])("words that no paper has are corrected: %s becomes %s", async (q, wanted) => {
  const asked: string[] = [];
  const isKnown = async (word: string) => {
    asked.push(word);
    return word === "diffusing";
  };
  expect(await correctMissing(q, isKnown, vocabulary)).toBe(wanted);
  // Words that the hub is known to have are not looked up.
  expect(asked).not.toContain("models");
});
