import { expect, it } from "vitest";
import { feedbackWords, readFeedback, toFeedback } from "@/lib/feeds/taste/feedback-words";

it("confirms feedback in words", () => {
  expect(["none", "more", "less", "seen"].map((feedback) => feedbackWords(feedback as "none"))).toEqual([
    "",
    "You asked for more like this.",
    "Hidden: not for me. Why?",
    "Hidden: seen it",
  ]);
  expect(toFeedback(null)).toBe("none");
  expect(toFeedback({ kind: "library", why: null })).toBe("none");
  expect(toFeedback({ kind: "more", why: null })).toBe("more");
  expect(toFeedback({ kind: "less", why: null })).toBe("less");
  expect(toFeedback({ kind: "less", why: "author" })).toBe("author");
});

it("parses feedback from an address, and nothing else", () => {
  expect(readFeedback("2603.00001 less")).toEqual({ paperKey: "2603.00001", feedback: "less" });
  expect(readFeedback("math/0501999 field")).toEqual({ paperKey: "math/0501999", feedback: "field" });
  for (const wrong of [
    undefined,
    "",
    "less",
    "2603.00001 more",
    "2603.00001 toString",
    "<b> less",
    ["a less"],
  ])
    expect(readFeedback(wrong)).toBeNull();
});
