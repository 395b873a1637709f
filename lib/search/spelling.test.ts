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

const large = toVocabulary([
  { term: "language", count: 20_000 },
  { term: "models", count: 30_000 },
  { term: "neuron", count: 3000 },
  { term: "langauge", count: 4 },
  { term: "modell", count: 3, name: true },
  { term: "neurons", count: 2 },
  { term: "neural", count: 9000 },
  { term: "neutral", count: 5 },
]);

it.each([
  ["langauge models", "language models"],
  ["langauge modesl", "language models"],
  ["Langauge models", "Language models"],
  ['"langauge" models', null],
  // Author, inflection, a word that is not that rare, one far from any frequent word.
  ["modell language", null],
  ["neurons", null],
  ["neutral models", null],
])("a word that next to no paper has is corrected as well: %s becomes %s", async (q, wanted) => {
  expect(await correctMissing(q, async () => true, large)).toBe(wanted);
});

it("a word that one of the papers found has, and hundreds of times as many have otherwise, is asked about", () => {
  const shown = [{ title: "A langauge of bees", abstract: "", authors: [] }];
  expect(correctSpelling("langauge", shown, large)).toBe("language");
  expect(correctSpelling("nueral", [{ title: "Nueral", abstract: "", authors: [] }], large)).toBe("neural");
  expect(correctSpelling("neutral", shown, large)).toBeNull();
});
