import { expect, it } from "vitest";
import { indexProfiles, nearness, profileOf } from "@/lib/feeds/taste/profiles";
import { packTerms } from "@/lib/search/keywords/tf-idf";

const words = (...slots: number[]) => packTerms(slots.map((slot) => ({ slot, weight: 0.5 })));

it("sums what somebody's papers say to a profile of unit length", () => {
  const { slots, weights } = profileOf([words(7, 300), words(300)]);
  expect([...slots]).toEqual([300, 7]);
  expect(weights[0]).toBeCloseTo(2 / Math.sqrt(5), 5);
  expect(Math.hypot(...weights)).toBeCloseTo(1, 5);
});

it("keeps the weightiest words alone", () => {
  const many = Array.from({ length: 500 }, (_, slot) => slot);
  const { slots } = profileOf([words(...many), words(...many.slice(450))]);
  expect(slots.length).toBe(400);
  expect([...slots.slice(0, 50)]).toEqual(many.slice(450));
});

it("gives the cosine of each two", () => {
  const profiles = [profileOf([words(1, 2)]), profileOf([words(2, 65_535)]), profileOf([words(9)])];
  const near = nearness(indexProfiles(profiles), profileOf([words(1, 2)]));
  expect([...near].map((x) => Math.round(x * 100) / 100)).toEqual([1, 0.5, 0]);
});

it("knows nothing of who likes nothing", () => {
  const nobody = profileOf([]);
  expect([...nearness(indexProfiles([nobody]), nobody)]).toEqual([0]);
});
