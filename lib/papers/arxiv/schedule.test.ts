import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayIn, elapsed, plus } from "@/lib/base/time";
import {
  announcedAt,
  announcementOf,
  isAnnouncementDay,
  lastAnnouncement,
  mailingDate,
  noonEastern,
} from "./schedule";

const announced = (submitted: string) => announcedAt(new Date(submitted)).toISOString();

describe("announcedAt", () => {
  // Winter: Eastern is UTC-5, so 14:00 is 19:00Z and 20:00 is 01:00Z of the next day.
  it.each([
    ["Monday morning", "2026-02-02T15:00:00Z", "2026-02-03T01:00:00.000Z"],
    ["just before Tuesday's deadline", "2026-02-03T18:59:59Z", "2026-02-04T01:00:00.000Z"],
    ["at Tuesday's deadline", "2026-02-03T19:00:00Z", "2026-02-05T01:00:00.000Z"],
    ["Wednesday evening", "2026-02-05T00:30:00Z", "2026-02-06T01:00:00.000Z"],
    ["Thursday after 14:00", "2026-02-05T20:00:00Z", "2026-02-09T01:00:00.000Z"],
    ["Friday morning", "2026-02-06T14:00:00Z", "2026-02-09T01:00:00.000Z"],
    ["Friday after 14:00", "2026-02-06T19:30:00Z", "2026-02-10T01:00:00.000Z"],
    ["Saturday", "2026-02-07T12:00:00Z", "2026-02-10T01:00:00.000Z"],
    ["Sunday", "2026-02-08T12:00:00Z", "2026-02-10T01:00:00.000Z"],
    ["an hour after 14:00 while the deadline was 16:00", "2014-02-27T20:00:00Z", "2014-02-28T01:00:00.000Z"],
    ["the last deadline at 16:00", "2016-12-30T20:59:00Z", "2017-01-02T01:00:00.000Z"],
    ["after 14:00 in the first week of 2017", "2017-01-03T19:30:00Z", "2017-01-05T01:00:00.000Z"],
    ["summer, before the deadline", "2026-07-14T17:59:00Z", "2026-07-15T00:00:00.000Z"],
    ["summer, after the deadline", "2026-07-14T18:00:00Z", "2026-07-16T00:00:00.000Z"],
    ["Friday before clocks go forward", "2026-03-06T18:00:00Z", "2026-03-09T00:00:00.000Z"],
    ["Friday before clocks go back", "2026-10-30T17:00:00Z", "2026-11-02T01:00:00.000Z"],
  ])("%s", (_, submitted, expected) => {
    expect(announced(submitted)).toBe(expected);
  });

  it.each([
    ["Thanksgiving", "2026-11-26T12:00:00Z", "2026-11-30T01:00:00.000Z"],
    ["Christmas Day", "2025-12-25T12:00:00Z", "2025-12-29T01:00:00.000Z"],
    ["New Year's Day", "2026-01-01T12:00:00Z", "2026-01-05T01:00:00.000Z"],
    ["Labor Day", "2025-09-01T12:00:00Z", "2025-09-03T00:00:00.000Z"],
    ["a Friday holiday skips Sunday's announcement", "2025-07-04T12:00:00Z", "2025-07-08T00:00:00.000Z"],
    ["a Saturday holiday is observed on Friday", "2021-12-31T12:00:00Z", "2022-01-04T01:00:00.000Z"],
  ])("%s", (_, submitted, expected) => {
    expect(announced(submitted)).toBe(expected);
  });

  const moments = fc.date({
    min: new Date("1991-08-01"),
    max: new Date("2060-01-01"),
    noInvalidDate: true,
  });
  // Half of the generated times lie within four days of a clock change.
  const changes = ["2025-03-09T07:00Z", "2025-11-02T06:00Z", "2026-03-08T07:00Z", "2026-11-01T06:00Z"];
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -345_600, max: 345_600 }))
    .map(([change, seconds]) => new Date(Date.parse(change) + seconds * 1000));
  const anyMoment = fc.oneof(moments, nearChange);

  it("never announces a later submission earlier", () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 864_000 }), (first, seconds) => {
        const second = plus(first, { seconds });
        expect(announcedAt(second).getTime()).toBeGreaterThanOrEqual(announcedAt(first).getTime());
      }),
    );
  });

  it("announces after the submission, within nine days, on an announcement day, at 20:00", () => {
    fc.assert(
      fc.property(anyMoment, (submitted) => {
        const at = announcedAt(submitted);
        const hours = elapsed(submitted, at, "hours");
        expect(hours).toBeGreaterThan(submitted < new Date("2017-01-01T05:00:00Z") ? 3.9 : 5.9);
        expect(hours).toBeLessThan(9 * 24);
        expect(isAnnouncementDay(mailingDate(at))).toBe(true);
        expect(announcementOf(mailingDate(at))).toEqual(at);
      }),
    );
  });
});

describe("lastAnnouncement", () => {
  it.each([
    ["just before Tuesday's", "2026-02-04T00:59:59Z", "2026-02-03T01:00:00.000Z"],
    ["at Tuesday's", "2026-02-04T01:00:00Z", "2026-02-04T01:00:00.000Z"],
    ["on a Saturday", "2026-02-07T12:00:00Z", "2026-02-06T01:00:00.000Z"],
    ["after Sunday's", "2026-02-09T02:00:00Z", "2026-02-09T01:00:00.000Z"],
    ["after Thanksgiving", "2026-11-28T12:00:00Z", "2026-11-26T01:00:00.000Z"],
  ])("%s", (_, at, expected) => {
    expect(lastAnnouncement(new Date(at)).toISOString()).toBe(expected);
  });
});

describe("mailing dates", () => {
  it("lists Sunday 20:00 as Monday and comes back", () => {
    const sunday = new Date("2026-02-09T01:00:00Z");
    expect(mailingDate(sunday)).toBe("2026-02-09");
    expect(announcementOf("2026-02-09")).toEqual(sunday);
  });

  it("comes back from every date", () => {
    const days = fc.integer({ min: 7_900, max: 32_000 });
    fc.assert(
      fc.property(days, (number) => {
        const day = addDays("1970-01-01", number);
        expect(mailingDate(announcementOf(day))).toBe(day);
        expect(dayIn("America/New_York", noonEastern(day))).toBe(day);
      }),
    );
  });

  it.each([
    ["2026-02-09", true],
    ["2026-02-13", true],
    ["2026-02-14", false],
    ["2026-02-15", false],
    ["2025-06-20", false],
    ["2025-07-07", false],
    ["2026-06-22", false],
    ["2025-12-25", true],
    ["2025-12-26", false],
    ["2026-01-20", false],
    ["2020-06-19", true],
  ])("%s: new papers listed? %s", (day, expected) => {
    expect(isAnnouncementDay(day)).toBe(expected);
  });

  it.each(["2026-02-30", "2026-2-3", "yesterday", ""])("refuses %s", (day) => {
    expect(() => announcementOf(day)).toThrow(RangeError);
  });
});

describe("dayIn", () => {
  it("follows the zone", () => {
    const at = new Date("2026-02-09T01:00:00Z");
    expect(dayIn("UTC", at)).toBe("2026-02-09");
    expect(dayIn("America/New_York", at)).toBe("2026-02-08");
    expect(dayIn("Pacific/Kiritimati", at)).toBe("2026-02-09");
    expect(() => dayIn("Mars/Olympus", at)).toThrow(RangeError);
  });
});
