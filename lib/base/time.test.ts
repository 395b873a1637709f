import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  endOfDay,
  isoDay,
  monthOf,
  parseDay,
  parseMonth,
  parseWeek,
  shiftMonth,
  weekOf,
} from "@/lib/base/time";

const day = fc
  .date({ min: new Date("1991-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => isoDay(date));

describe("days, weeks and months in addresses", () => {
  it.each([
    ["2026-03-12", "2026-03-12"],
    ["2024-02-29", "2024-02-29"],
    ["2026-02-29", null],
    ["2026-13-01", null],
    ["2026-3-1", null],
    ["yesterday", null],
  ])("reads %s as %s", (text, expected) => expect(parseDay(text)).toBe(expected));

  it.each([
    ["2026-W11", { from: "2026-03-09", until: "2026-03-15" }],
    ["2026-W01", { from: "2025-12-29", until: "2026-01-04" }],
    ["2020-W53", { from: "2020-12-28", until: "2021-01-03" }],
    ["2026-W54", null],
    ["2025-W53", null],
    ["2026-11", null],
  ])("reads week %s", (text, expected) => expect(parseWeek(text)).toEqual(expected));

  it("knows the ends of months, leap years included", () => {
    expect(parseMonth("2024-02")).toEqual({ from: "2024-02-01", until: "2024-02-29" });
    expect(parseMonth("2026-12")).toEqual({ from: "2026-12-01", until: "2026-12-31" });
    expect(parseMonth("2026-00")).toBeNull();
    expect(shiftMonth("2026-01", -1)).toBe("2025-12");
  });

  it("puts every day into the week and the month it names", () => {
    fc.assert(
      fc.property(day, (text) => {
        const week = parseWeek(weekOf(text));
        const month = parseMonth(monthOf(text));
        expect(week && week.from <= text && text <= week.until).toBe(true);
        expect(month && month.from <= text && text <= month.until).toBe(true);
        expect(addDays(addDays(text, 17), -17)).toBe(text);
      }),
    );
  });
});

describe("the end of a day in a time zone", () => {
  it.each([
    ["2026-03-12", "UTC", "2026-03-12T23:59:59.999Z"],
    ["2026-03-12", "America/New_York", "2026-03-13T03:59:59.999Z"],
    ["2026-03-08", "America/New_York", "2026-03-09T03:59:59.999Z"],
    ["2026-03-07", "America/New_York", "2026-03-08T04:59:59.999Z"],
    ["2026-10-24", "Europe/Paris", "2026-10-24T21:59:59.999Z"],
    ["2026-10-25", "Europe/Paris", "2026-10-25T22:59:59.999Z"],
    ["2026-03-12", "Asia/Kolkata", "2026-03-12T18:29:59.999Z"],
  ])("%s in %s", (text, zone, expected) => expect(endOfDay(text, zone).toISOString()).toBe(expected));
});
