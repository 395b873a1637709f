import { expect, it } from "vitest";
import { beginningOf, counted, normalized, shortCount, storableText } from "@/lib/base/text";

it.each([
  [7, "7"],
  [999, "999"],
  [1000, "1k"],
  [1449, "1.4k"],
  [27_400, "27k"],
])("%d in short is %s", (count, label) => expect(shortCount(count)).toBe(label));

it.each([
  [0, "0 papers"],
  [1, "1 paper"],
  [2000, "2,000 papers"],
])("%d counted", (count, words) => expect(counted(count, "paper")).toBe(words));

it("keeps of a text what the database can hold", () => {
  expect(storableText("a\0b")).toBe("ab");
  expect(storableText("\ud83d\ude00 \ud83d \ude00")).toBe("\ud83d\ude00 \ufffd \ufffd");
  expect(storableText("Größe \u2211")).toBe("Größe \u2211");
});

it("cuts no character in two", () => {
  expect(beginningOf("ab\u{1f600}c", 3)).toBe("ab");
  expect(beginningOf("ab\u{1f600}c", 4)).toBe("ab\u{1f600}");
  expect(beginningOf("ab", 9)).toBe("ab");
});

it("normalizes letters, and keeps at most thirty combining marks of a run", () => {
  expect(normalized("e\u0301", "NFC")).toBe("é");
  expect(normalized("ﬁ²", "NFKD")).toBe("fi2");
  const stack = (marks: number) => `a${"\u0316\u0301".repeat(marks / 2)}b`;
  expect(normalized(stack(30), "NFKD")).toHaveLength(32);
  expect(normalized(stack(60_000), "NFKD")).toBe(normalized(stack(30), "NFKD"));
});
