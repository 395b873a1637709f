import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodName } from "@/lib/digests/period";
import { lastDue, nextDue, periodOf } from "@/lib/digests/subscriptions/schedule";
import { cadences } from "@/lib/digests/subscriptions/schema";

const berlin = { cadence: "daily", hour: 2, weekday: 1, timeZone: "Europe/Berlin" } as const;
const newYork = { ...berlin, timeZone: "America/New_York" } as const;
const next = (times: Parameters<typeof nextDue>[0], after: string) =>
  nextDue(times, new Date(after)).toISOString();

describe("the next mail", () => {
  it("is due at the chosen hour in the reader's time zone", () => {
    expect(next({ ...berlin, hour: 7 }, "2026-03-12T05:00:00Z")).toBe("2026-03-12T06:00:00.000Z");
    expect(next({ ...berlin, hour: 7 }, "2026-03-12T06:00:00Z")).toBe("2026-03-13T06:00:00.000Z");
    expect(next({ ...newYork, hour: 23 }, "2026-03-13T03:30:00Z")).toBe("2026-03-14T03:00:00.000Z");
  });

  it("skips weekends if the cadence is weekdays, and all days but one if it is weekly", () => {
    const friday = "2026-03-13T12:00:00Z";
    expect(next({ ...berlin, hour: 7, cadence: "weekdays" }, friday)).toBe("2026-03-16T06:00:00.000Z");
    expect(next({ ...berlin, hour: 7, cadence: "weekly", weekday: 4 }, friday)).toBe(
      "2026-03-19T06:00:00.000Z",
    );
  });
});

describe("when the clocks change", () => {
  it("a skipped hour is due once, when the clocks go forward", () => {
    // 29 March 2026: from 02:00 straight to 03:00 in Berlin; 8 March in New York.
    expect(next(berlin, "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(next(berlin, "2026-03-29T01:00:00Z")).toBe("2026-03-30T00:00:00.000Z");
    expect(next(newYork, "2026-03-07T12:00:00Z")).toBe("2026-03-08T07:00:00.000Z");
    expect(next(newYork, "2026-03-08T07:00:00Z")).toBe("2026-03-09T06:00:00.000Z");
  });

  it("a repeated hour is due only at its first occurrence", () => {
    // 25 October 2026 in Berlin: 02:00 to 03:00 twice; 1 November in New York: 01:00 to 02:00 twice.
    expect(next(berlin, "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:00:00.000Z");
    expect(next(berlin, "2026-10-25T00:00:00Z")).toBe("2026-10-26T01:00:00.000Z");
    const one = { ...newYork, hour: 1 };
    expect(next(one, "2026-10-31T12:00:00Z")).toBe("2026-11-01T05:00:00.000Z");
    expect(next(one, "2026-11-01T05:00:00Z")).toBe("2026-11-02T06:00:00.000Z");
  });

  it("there is one mail for each local date of a year, in any zone and at any hour", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "Asia/Kathmandu",
    ];
    const given = fc.record({
      timeZone: fc.constantFrom(...zones),
      hour: fc.integer({ min: 0, max: 23 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      cadence: fc.constantFrom(...cadences),
    });
    fc.assert(
      fc.property(given, (times) => {
        const periods: string[] = [];
        let at = new Date("2026-01-01T12:00:00Z");
        while (at < new Date("2027-01-01T12:00:00Z")) {
          at = nextDue(times, at);
          expect(lastDue(times, at)).toEqual(at);
          expect(lastDue(times, new Date(nextDue(times, at).getTime() - 1))).toEqual(at);
          periods.push(periodName(periodOf(times, at)));
        }
        expect(new Set(periods).size).toBe(periods.length);
        const expected = { daily: 365, weekdays: 261, weekly: 52 }[times.cadence];
        expect(Math.abs(periods.length - expected)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 8 },
    );
  });
});

it("a period is the date, or the week, in the reader's time zone", () => {
  const due = new Date("2026-01-01T01:00:00Z");
  expect(periodName(periodOf(newYork, due))).toBe("2025-12-31");
  expect(periodName(periodOf(berlin, due))).toBe("2026-01-01");
  expect(periodName(periodOf({ ...newYork, cadence: "weekly" }, due))).toBe("2026-W01");
});
