import { expect, it } from "vitest";
import { counted, shortCount } from "@/lib/base/text";

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
