import { expect, it } from "vitest";
import {
  announcedWords,
  dayWords,
  monthWords,
  periodNeighbours,
  shortDay,
  weekWords,
} from "@/lib/base/date-words";
import { multiple, shortCount } from "@/lib/base/text";

it("says days as people do", () => {
  expect(dayWords("2026-07-14", "2026-11-24")).toMatch(/^Tuesday,? 14 July$/);
  expect(dayWords("2025-07-14", "2026-11-24")).toMatch(/^Monday,? 14 July 2025$/);
  expect(shortDay("2026-07-14")).toBe("14 Jul 2026");
  expect(monthWords("2026-03")).toBe("March 2026");
  expect(weekWords("2026-03-09", "2026-03-15")).toMatch(/^Week 11, 9\s?–\s?15 Mar 2026$/);
});

it.each([
  ["2026-03-12", "announced today"],
  ["2026-03-13", "announced today"],
  ["2026-03-11", "announced yesterday"],
  ["2026-03-07", "announced 5 days ago"],
  ["2026-02-01", "1 Feb 2026"],
])("%s was %s", (day, words) => expect(announcedWords(day, "2026-03-12")).toBe(words));

it("rounds multiples to the precision that matters", () => {
  expect([1.63, -2, 0.06, -0.01, 0, 4].map(multiple)).toEqual(["3.1", "0.25", "1.04", "0.99", "1", "16"]);
});

it("knows the week and month before and after", () => {
  expect(periodNeighbours("week", "2025-12-29")).toEqual({
    previous: "/week/2025-W52",
    next: "/week/2026-W02",
  });
  expect(periodNeighbours("month", "2026-01-01")).toEqual({
    previous: "/month/2025-12",
    next: "/month/2026-02",
  });
});

it.each([
  [7, "7"],
  [999, "999"],
  [1000, "1k"],
  [1449, "1.4k"],
  [27_400, "27k"],
])("%d in short is %s", (count, label) => expect(shortCount(count)).toBe(label));
