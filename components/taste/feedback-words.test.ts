import { expect, it } from "vitest";
import { feedbackWords, readSaid, toSaid } from "@/components/taste/feedback-words";

it("confirms feedback in words", () => {
  expect(["none", "more", "less", "seen"].map((said) => feedbackWords(said as "none"))).toEqual([
    "",
    "You asked for more like this.",
    "Hidden: not for me. Why?",
    "Hidden: seen it",
  ]);
  expect(toSaid(null)).toBe("none");
  expect(toSaid({ kind: "library", why: null })).toBe("none");
  expect(toSaid({ kind: "more", why: null })).toBe("more");
  expect(toSaid({ kind: "less", why: null })).toBe("less");
  expect(toSaid({ kind: "less", why: "author" })).toBe("author");
});

it("parses feedback from an address, and nothing else", () => {
  expect(readSaid("2603.00001 less")).toEqual({ paperKey: "2603.00001", said: "less" });
  expect(readSaid("math/0501999 field")).toEqual({ paperKey: "math/0501999", said: "field" });
  for (const wrong of [
    undefined,
    "",
    "less",
    "2603.00001 more",
    "2603.00001 toString",
    "<b> less",
    ["a less"],
  ])
    expect(readSaid(wrong)).toBeNull();
});
