import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dayIn,
  daysBetween,
  elapsed,
  endOfDay,
  hourIn,
  isoDay,
  milliseconds,
  minus,
  minuteMs,
  momentIn,
  monthOf,
  parseDay,
  parseMoment,
  parseMonth,
  parseWeek,
  parseYear,
  plus,
  shiftMonth,
  startOfDay,
  weekdayOf,
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
    ["1900-01-01", "1900-01-01"],
    ["2200-12-31", "2200-12-31"],
    ["0000-01-01", null],
    ["0001-01-01", null],
    ["1899-12-31", null],
    ["2201-01-01", null],
    ["9999-12-31", null],
    ["+275760-09-13", null],
    ["-000001-01-01", null],
    ["2026-03-12T00:00:00Z", null],
    ["2026-03-12\n", null],
    ["２０２６-03-12", null],
    ["-1", null],
    ["", null],
  ])("reads %s as %s", (text, expected) => expect(parseDay(text)).toBe(expected));

  it.each([
    ["2026-W11", { from: "2026-03-09", until: "2026-03-15" }],
    ["2026-W01", { from: "2025-12-29", until: "2026-01-04" }],
    ["2020-W53", { from: "2020-12-28", until: "2021-01-03" }],
    ["2026-W54", null],
    ["2025-W53", null],
    ["2026-11", null],
    ["1900-W01", { from: "1900-01-01", until: "1900-01-07" }],
    ["2200-W52", { from: "2200-12-22", until: "2200-12-28" }],
    ["2201-W01", null],
    ["0000-W01", null],
    ["0001-W01", null],
    ["9999-W52", null],
    ["2026-W00", null],
    ["2026-W-1", null],
  ])("reads week %s", (text, expected) => expect(parseWeek(text)).toEqual(expected));

  it("knows the ends of months, leap years included", () => {
    expect(parseMonth("2024-02")).toEqual({ from: "2024-02-01", until: "2024-02-29" });
    expect(parseMonth("2026-12")).toEqual({ from: "2026-12-01", until: "2026-12-31" });
    for (const none of ["2026-00", "2026-13", "0000-01", "1899-12", "2201-01", "9999-12", "-001-01"])
      expect(parseMonth(none)).toBeNull();
    expect(shiftMonth("2026-01", -1)).toBe("2025-12");
  });

  it("knows years, and moments within them", () => {
    expect(parseYear("2026")).toEqual({ from: "2026-01-01", until: "2026-12-31" });
    for (const none of ["0000", "1899", "2201", "9999", "26", "-1", "1e3", ""])
      expect(parseYear(none)).toBeNull();
    expect(parseMoment("Mon, 2 Apr 2007 19:18:42 GMT")).toEqual(new Date("2007-04-02T19:18:42Z"));
    for (const none of [
      "soon",
      "",
      "+275760-09-13T00:00:00Z",
      "-000044-03-15T12:00:00Z",
      "9999-12-31",
      "0001-01-01",
    ])
      expect(parseMoment(none)).toBeNull();
  });

  it("stays within what can be written, whatever is reckoned from what was read", () => {
    for (const day of ["1900-01-01", "2200-12-31"]) {
      expect(addDays(addDays(day, -366), 366)).toBe(day);
      expect(addDays(day, 366)).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(weekOf(day)).toMatch(/^\d{4}-W\d\d$/);
      expect(endOfDay(day, "Pacific/Pago_Pago").getTime()).not.toBeNaN();
    }
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

describe("startOfDay", () => {
  it.each([
    ["UTC", "2026-03-11", "2026-03-11T00:00:00Z"],
    ["Europe/Berlin", "2026-03-11", "2026-03-10T23:00:00Z"],
    ["Asia/Kolkata", "2026-03-11", "2026-03-10T18:30:00Z"],
    ["Pacific/Kiritimati", "2026-03-11", "2026-03-10T10:00:00Z"],
    ["Pacific/Pago_Pago", "2026-03-11", "2026-03-11T11:00:00Z"],
    // Clocks go forward at midnight there: the day begins at one.
    ["America/Santiago", "2025-09-07", "2025-09-07T04:00:00Z"],
  ])("in %s on %s", (timeZone, day, expected) => {
    expect(startOfDay(day, timeZone)).toEqual(new Date(expected));
  });

  it("is on its day, and the moment before is not", () => {
    const zones = fc.constantFrom(
      "America/New_York",
      "Asia/Tehran",
      "Australia/Lord_Howe",
      "Pacific/Chatham",
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 18_000, max: 25_000 }), (zone, number) => {
        const day = addDays("1970-01-01", number);
        const start = startOfDay(day, zone);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(start.getTime() - 1)) < day).toBe(true);
      }),
    );
  });
});

describe("moments and spans", () => {
  const noon = new Date("2026-03-28T12:00:00Z");

  it("count a day as 24 hours, whatever the clocks do", () => {
    expect(plus(noon, { days: 1, minutes: 30 })).toEqual(new Date("2026-03-29T12:30:00Z"));
    expect(minus(noon, { hours: 36, seconds: 1 })).toEqual(new Date("2026-03-26T23:59:59Z"));
    expect(elapsed(noon, plus(noon, { hours: 36 }), "days")).toBe(1.5);
    expect(elapsed(noon, minus(noon, { minutes: 3 }), "minutes")).toBe(-3);
    expect(milliseconds({ minutes: 10 })).toBe(10 * minuteMs);
  });

  it.each([
    ["UTC", 20, "2026-03-29T20:00:00Z"],
    ["America/New_York", 20, "2026-03-30T00:00:00Z"],
    // Clocks in Paris go from 2 to 3 that night.
    ["Europe/Paris", 2, "2026-03-29T01:00:00Z"],
    ["Europe/Paris", 20, "2026-03-29T18:00:00Z"],
  ])("in %s, hour %i", (timeZone, hour, expected) => {
    expect(momentIn(timeZone, "2026-03-29", hour)).toEqual(new Date(expected));
  });

  it("know the day and the hour in a zone, and refuse invalid ones", () => {
    expect([dayIn("Pacific/Auckland", noon), hourIn("Pacific/Auckland", noon)]).toEqual(["2026-03-29", 1]);
    expect(() => dayIn("Mars/Olympus", noon)).toThrow(RangeError);
    expect(() => momentIn("UTC", "2026-02-29", 3)).toThrow(RangeError);
    expect(() => addDays("yesterday", 1)).toThrow(RangeError);
  });

  it("count days and weekdays", () => {
    expect([daysBetween("2024-02-28", "2024-03-01"), daysBetween("2026-03-02", "2026-03-01")]).toEqual([
      2, -1,
    ]);
    expect(["2026-03-09", "2026-03-15"].map(weekdayOf)).toEqual([1, 7]);
  });
});
