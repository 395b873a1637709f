import { expect, test } from "vitest";
import {
  decodeModel,
  encodeModel,
  type Features,
  maxTaste,
  minTaste,
  tasteOf,
} from "@/lib/feeds/taste/model";
import { packVector } from "@/lib/search/embedding/vectors";
import { packTerms, slotOf, splitTerms, termSlots } from "@/lib/search/keywords/tf-idf";

const made = (numbers: number[], words: string[] = [], model = "test"): Features => {
  const { vector, scale } = packVector(Float32Array.from(numbers));
  const terms = packTerms(words.map((word) => ({ slot: slotOf(word), weight: 1 })));
  return { model, vector: new Int8Array(vector.buffer), scale, terms };
};

const wants = (interestId: number, dense: number[], words: Record<string, number> = {}) => {
  const terms = new Float32Array(termSlots);
  for (const [word, weight] of Object.entries(words)) terms[slotOf(word)] = weight;
  return { interestId, embedder: "test", bias: 0, dense: Float32Array.from(dense), terms };
};

test("the interest that likes a paper best decides, by meaning and by words", () => {
  const models = [wants(1, [1, 0]), wants(2, [0, 1], { plasma: 0.5 })];
  expect(tasteOf(models, made([1, 0]))).toEqual({ interestId: 1, heat: expect.closeTo(1.5 / Math.LN2, 2) });
  expect(tasteOf(models, made([0.6, 0.8], ["plasma"]))).toEqual({
    interestId: 2,
    heat: expect.closeTo((1.5 * 1.3) / Math.LN2, 2),
  });
});

test("taste stays within its bounds", () => {
  expect(tasteOf([wants(1, [90, 0])], made([1, 0]))?.heat).toBe(maxTaste);
  expect(tasteOf([wants(1, [-90, 0])], made([1, 0]))?.heat).toBe(minTaste);
});

test("a paper without a vector, or with another model's, is not judged", () => {
  expect(tasteOf([wants(1, [1, 0])], null)).toBeNull();
  expect(tasteOf([wants(1, [1, 0])], made([1, 0], [], "other"))).toBeNull();
  expect(tasteOf([], made([1, 0]))).toBeNull();
});

test("a model survives encoding and decoding; invalid bytes give null", () => {
  const { interestId: _, ...model } = wants(1, [0.25, -2], { plasma: 0.5, "large language": -1 });
  expect(decodeModel(encodeModel(model))).toEqual(model);
  expect(decodeModel(new Uint8Array([200, 1, 2]))).toBeNull();
  expect(decodeModel(new Uint8Array())).toBeNull();
});

test("terms survive packing and splitting", () => {
  const terms = [
    { slot: 65_535, weight: 1 },
    { slot: 300, weight: 0.2 },
  ];
  const { slots, weights } = splitTerms(packTerms(terms));
  const steps = (i: number) => Math.round((weights[i] ?? 0) * 255) / 255;
  expect(Array.from(slots, (slot, i) => ({ slot, weight: steps(i) }))).toEqual(terms);
});
