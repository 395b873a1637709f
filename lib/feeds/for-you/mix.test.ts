import { describe, expect, it } from "vitest";
import {
  exactMixAddress,
  findMixOfQuery,
  isPlain,
  isSameMix,
  mixAddress,
  mixName,
  mixQuery,
  plainMix,
} from "@/lib/feeds/for-you/mix";
import { weightWords } from "@/lib/feeds/for-you/weight-words";

const mine = { ...plainMix, trend: 0.5, taste: 2 };

describe("the address of a mix", () => {
  it("contains the changed weights, and can be parsed back", () => {
    expect(mixAddress(mine)).toBe("/for-you?trend=0.5&taste=2");
    expect(mixAddress(mine, "/for-you/evenings")).toBe("/for-you/evenings?trend=0.5&taste=2");
    expect(mixQuery.parse({ trend: "0.5", taste: "2" })).toEqual(mine);
    expect(mixAddress(plainMix)).toBe("/for-you");
    expect([isPlain(plainMix), isPlain(mine), isSameMix(mine, { ...mine })]).toEqual([true, false, true]);
  });

  it("can express the plain mix even if the page has another default", () => {
    expect(exactMixAddress(plainMix)).toBe("/for-you?trend=1");
    expect(findMixOfQuery({ trend: "1" })).toEqual(plainMix);
    expect(exactMixAddress(mine)).toBe(mixAddress(mine));
  });

  it("weighs a part at 1 that was unknown when the mix was saved", () => {
    const { record: _, ...saved } = mine;
    expect(mixQuery.parse(saved)).toEqual(mine);
    expect(mixAddress({ ...plainMix, record: 0 })).toBe("/for-you?record=0");
  });

  it("gives no mix if it names no part", () => {
    expect(findMixOfQuery({ after: "x" })).toBeNull();
    expect(findMixOfQuery({ taste: "2", after: "x" })).toEqual({ ...plainMix, taste: 2 });
  });

  it.each(["-1", "2.5", "much", "", " ", "NaN"])("takes a weight of %j as 1", (weight) => {
    expect(mixQuery.parse({ trend: weight }).trend).toBe(1);
  });
});

it("a weight in words", () => {
  const words = [0, 0.5, 1, 2, 1.25, 0.30000000004].map(weightWords);
  expect(words).toEqual(["left out", "half", "as it is", "double", "1.25 times", "0.3 times"]);
});

it("the name of a mix must give an address", () => {
  expect(mixName.parse("  Evenings ")).toBe("Evenings");
  for (const name of ["", "  ", "++", "x".repeat(61)]) expect(mixName.safeParse(name).success).toBe(false);
});
