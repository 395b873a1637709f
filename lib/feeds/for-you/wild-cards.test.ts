import { expect, test } from "vitest";
import { chance, wildCount } from "@/lib/feeds/for-you/wild-cards";

const slots = (weight: number) =>
  Array.from({ length: 30 }, (_, i) => i + 1).filter(
    (slot) => wildCount(slot, weight) > wildCount(slot - 1, weight),
  );

test("one slot in ten is a wild card, none at weight 0, two in ten at weight 2", () => {
  expect(slots(1)).toEqual([7, 17, 27]);
  expect(slots(0)).toEqual([]);
  expect(slots(2)).toEqual([4, 9, 14, 19, 24, 29]);
  expect(slots(0.5)).toEqual([14]);
});

test("chance is the same for a reader, a day and a paper, and spread evenly", () => {
  expect(chance(3, 20_000, 17)).toBe(chance(3, 20_000, 17));
  const many = Array.from({ length: 4000 }, (_, i) => chance(3, 20_000, i));
  expect(many.reduce((a, b) => a + b) / many.length).toBeCloseTo(0.5, 1);
  expect(many.filter((one) => one < 0.1).length).toBeGreaterThan(300);
  const tomorrow = Array.from({ length: 4000 }, (_, i) => chance(3, 20_001, i));
  const both = many.filter((one, i) => one < 0.1 && (tomorrow[i] ?? 1) < 0.1);
  expect(both.length).toBeLessThan(90);
});
