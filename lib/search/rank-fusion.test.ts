import { expect, it } from "vitest";
import { fuse } from "@/lib/search/rank-fusion";
import { diversify } from "@/lib/search/similar";
import { containsWords, stemOf } from "@/lib/search/words";

const scored = (...scores: [id: number, score: number][]) => scores.map(([id, score]) => ({ id, score }));
const ids = (fused: { id: number }[]) => fused.map(({ id }) => id);

it("fuse sums the scaled scores of both lists, and keeps how each paper was found", () => {
  const words = scored([1, 10], [2, 8], [3, 2]);
  const fused = fuse({ words, allWords: [], meaning: scored([3, 0.8], [4, 0.7], [5, 0.4]) });
  expect(ids(fused)).toEqual([1, 2, 3, 4, 5]);
  expect(fused.map(({ words: shared }) => shared)).toEqual([true, true, true, false, false]);
  expect(fused[2]?.score).toBeCloseTo(0.7 * 0.2 + 0.3);
  expect(fuse({ words: [], allWords: [], meaning: [] })).toEqual([]);
});

it("fuse lets no paper that is only close in meaning pass the best match by words", () => {
  const close = Array.from({ length: 120 }, (_, i) => ({ id: 100 + i, score: 0.9 - i / 1000 }));
  expect(fuse({ words: scored([1, 12], [2, 11]), allWords: [], meaning: close })[0]?.id).toBe(1);
});

it("fuse raises papers with all words of the query, also those beyond the end of the list by words", () => {
  const words = scored([1, 10], [2, 9], [3, 4]);
  expect(ids(fuse({ words, allWords: scored([3, 4], [4, 3.9]), meaning: [] }))).toEqual([1, 3, 4, 2]);
  expect(ids(fuse({ words: [], allWords: scored([4, 2]), meaning: [] }))).toEqual([4]);
});

it("fuse leaves out papers that share no word and are not close", () => {
  const far = scored([1, 0.39], [2, 0.2]);
  expect(fuse({ words: [], allWords: [], meaning: far })).toEqual([]);
  expect(ids(fuse({ words: scored([2, 1]), allWords: [], meaning: far }))).toEqual([2]);
  expect(fuse({ words: [], allWords: [], meaning: scored([1, 0.5]) })[0]?.score).toBeCloseTo(0.3);
});

it("fuse knows which papers match by more than chance", () => {
  const lists = { words: scored([1, 10], [2, 3], [3, 3], [4, 3]), allWords: scored([3, 3]) };
  const fused = fuse({ ...lists, meaning: scored([4, 0.6], [5, 0.5], [2, 0.3]) });
  expect(fused.filter(({ sure }) => !sure).map(({ id }) => id)).toEqual([2]);
});

it("diversify prefers near papers, then different ones", () => {
  const own = Float32Array.from([1, 0]);
  const at = (id: number, degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return { id, vector: Float32Array.from([Math.cos(angle), Math.sin(angle)]) };
  };
  // 2 is almost 1 again; 3 is a little farther, on the other side.
  expect(diversify(own, [at(1, 10), at(2, 11), at(3, -20)], 2)).toEqual([1, 3]);
  expect(diversify(own, [at(1, 10)], 5)).toEqual([1]);
  expect(diversify(own, [], 5)).toEqual([]);
});

it("words are compared without case, accents and endings", () => {
  expect(stemOf("Génératives")).toBe(stemOf("generative"));
  const text = "Training diffusion models, faster";
  expect(containsWords(text, { text: "model train", phrase: false })).toBe(true);
  expect(containsWords(text, { text: "diffusion model", phrase: true })).toBe(true);
  expect(containsWords(text, { text: "model diffusion", phrase: true })).toBe(false);
  expect(containsWords(text, { text: "image", phrase: false })).toBe(false);
});
