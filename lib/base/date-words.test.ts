import { expect, it } from "vitest";
import {
  announcedWords,
  dayAndTimeIn,
  dayWords,
  fullDayIn,
  longDayIn,
  monthWords,
  shortDay,
  shortDayIn,
  shortMomentIn,
  weekWords,
} from "@/lib/base/date-words";

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

it("says moments as the clocks of a time zone show them", () => {
  const at = new Date("2026-07-14T22:05:00Z");
  expect(shortDayIn("Asia/Tokyo", at)).toBe("15 Jul 2026");
  expect(longDayIn("Asia/Tokyo", at)).toBe("15 July 2026");
  expect(fullDayIn("Asia/Tokyo", at)).toMatch(/^Wednesday,? 15 July 2026$/);
  expect(dayAndTimeIn("Asia/Tokyo", at)).toBe("Wednesday, 15 July at 07:05");
  expect(shortMomentIn("Asia/Tokyo", at)).toBe("15 Jul, 07:05");
});
