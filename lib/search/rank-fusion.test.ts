import { expect, it } from "vitest";
import { cutTail, fuse } from "@/lib/search/rank-fusion";
import { diversify } from "@/lib/search/similar";
import { containsWords, stemOf } from "@/lib/search/words";

const found = (...ids: number[]) => ids.map((id, i) => ({ id, score: 10 - i }));

it("fuse puts papers of both lists first, and keeps how each was found", () => {
  const fused = fuse(found(1, 2, 3), found(3, 4));
  expect(fused.map(({ id }) => id)).toEqual([3, 4, 1, 2]);
  expect(fused.map(({ words }) => words)).toEqual([true, false, true, true]);
  expect(fused[0]?.score).toBeCloseTo(1 / 63 + 1.2 / 61);
  expect(fuse([], [])).toEqual([]);
});

it("cutTail keeps papers with at least a share of the best score", () => {
  expect(cutTail(found(1, 2, 3, 4), 0.85)).toEqual(found(1, 2));
  expect(cutTail(found(1, 2), 0)).toEqual(found(1, 2));
  expect(cutTail([], 0.5)).toEqual([]);
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
