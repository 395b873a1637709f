import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn } from "@/lib/base/time";
import { announcedBetween, announcementFor, notBeforeMonth } from "@/lib/papers/arxiv/announcement";
import { idMonth } from "@/lib/papers/arxiv/ids";
import { announcedAt, batchMonth } from "@/lib/papers/arxiv/schedule";

describe("announcementFor", () => {
  const dayOf = (id: string, submitted: string) => dayIn("UTC", announcementFor(id, new Date(submitted)));

  it.each([
    ["an ordinary paper", "2610.12345", "2026-10-20T12:00:00Z", "2026-10-21"],
    ["one held by moderators into the next month", "2611.21001", "2026-10-20T12:00:00Z", "2026-11-02"],
    ["one held for a year", "2611.21001", "2025-10-20T12:00:00Z", "2026-11-02"],
    [
      "one of a month's last batch, listed on the next day",
      "2606.32040",
      "2026-06-30T12:00:00Z",
      "2026-07-01",
    ],
    ["one with a date after its month", "2611.21001", "2027-02-03T12:00:00Z", "2026-11-30"],
    ["one with a date before arXiv", "0704.0001", "1970-01-01T00:00:00Z", "2007-04-02"],
    ["an old id, which was given at submission", "hep-th/9711200", "1997-11-27T23:54:13Z", "1997-11-27"],
    ["an old id within its month", "hep-th/9901001", "1999-01-05T12:00:00Z", "1999-01-06"],
    ["a Friday's of a month that ends on a weekend", "2505.24864", "2025-05-30T17:59:01Z", "2025-06-02"],
    ["a Thursday evening's of such a month", "2510.26887", "2025-10-30T18:00:12Z", "2025-11-03"],
    ["one of Thanksgiving at the end of November", "2411.19324", "2024-11-28T18:59:51Z", "2024-12-02"],
    ["a Friday evening's with the next month's id", "2406.00153", "2024-05-31T19:28:47Z", "2024-06-04"],
    ["one minute late before Independence Day", "2407.03418", "2024-07-03T18:00:48Z", "2024-07-08"],
    ["one just in time before clocks go back", "2411.00776", "2024-11-01T17:59:58Z", "2024-11-04"],
    ["one of 2014 between 14:00 and 16:00", "1402.7001", "2014-02-27T20:00:00Z", "2014-02-28"],
  ])("%s", (_, id, submitted, day) => {
    expect(dayOf(id, submitted)).toBe(day);
  });

  it("is never before the month of the id, in any time zone, and the same as computed within it", () => {
    const month = fc.tuple(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 1, max: 12 }));
    const submitted = fc.date({
      min: new Date("2007-01-01"),
      max: new Date("2042-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        month,
        submitted,
        fc.constantFrom("UTC", "Pacific/Honolulu", "Asia/Tokyo"),
        ([year, one], at, zone) => {
          const id = `${String(year).padStart(2, "0")}${String(one).padStart(2, "0")}.0${year > 14 ? "0" : ""}042`;
          const announced = announcementFor(id, at);
          expect(dayIn(zone, announced).slice(0, 7) >= idMonth(id)).toBe(true);
          const computed = announcedAt(at);
          if (batchMonth(computed) === idMonth(id)) expect(announced).toEqual(computed);
          else if (dayIn("America/New_York", computed).startsWith(idMonth(id)))
            expect(announced).toEqual(computed);
        },
      ),
    );
  });

  it("moves a day that a file gives into the month of the id", () => {
    const given = new Date("2026-10-22T00:00:00Z");
    expect(notBeforeMonth("2610.00001", given)).toEqual(given);
    expect(dayIn("UTC", notBeforeMonth("2611.00001", given))).toBe("2026-11-02");
  });
});

describe("announcedBetween", () => {
  const harvests = { before: new Date("2026-11-19T06:00:00Z"), now: new Date("2026-11-20T06:00:00Z") };
  const record = (submitted: string, more: { listedOn?: string; updatedAt?: Date; id?: string } = {}) => {
    const { id: arxivId = "2611.21001", ...rest } = more;
    const publishedAt = new Date(submitted);
    return { arxivId, publishedAt, announcedAt: announcementFor(arxivId, publishedAt), ...rest };
  };
  const dayOf = (...given: Parameters<typeof record>) =>
    dayIn("UTC", announcedBetween(record(...given), harvests));

  it("keeps the computed time of a paper that was submitted for the announcement in between", () => {
    expect(dayOf("2026-11-19T12:00:00Z", { listedOn: "2026-11-20" })).toBe("2026-11-20");
    expect(dayOf("2026-11-19T12:00:00Z")).toBe("2026-11-20");
  });

  it("dates a held paper by the announcement with which it came", () => {
    expect(dayOf("2026-10-20T16:00:00Z", { listedOn: "2026-11-20" })).toBe("2026-11-20");
    expect(dayOf("2026-11-03T16:00:00Z", { listedOn: "2026-11-20" })).toBe("2026-11-20");
    expect(dayOf("2026-10-20T16:00:00Z")).toBe("2026-11-20");
    const updatedAt = new Date("2026-11-18T12:00:00Z");
    expect(dayOf("2026-10-20T16:00:00Z", { listedOn: "2026-11-18", updatedAt })).toBe("2026-11-20");
  });

  it("dates the papers of several announcements each by its own after a pause", () => {
    const pause = { before: new Date("2026-11-16T06:00:00Z"), now: harvests.now };
    const days = ["2026-11-17", "2026-11-18", "2026-11-19"].map((day) =>
      dayIn("UTC", announcedBetween(record(`${day}T16:00:00Z`), pause)),
    );
    expect(days).toEqual(["2026-11-18", "2026-11-19", "2026-11-20"]);
    const held = record("2026-10-20T16:00:00Z", { listedOn: "2026-11-18" });
    expect(dayIn("UTC", announcedBetween(held, pause))).toBe("2026-11-18");
  });

  it("believes the list about an announcement that the schedule does not know", () => {
    const thanksgiving = { before: new Date("2026-11-27T00:30:00Z"), now: new Date("2026-11-27T06:00:00Z") };
    for (const submitted of ["2026-10-20T16:00:00Z", "2026-11-26T16:00:00Z"]) {
      const paper = record(submitted, { listedOn: "2026-11-27" });
      expect(dayIn("UTC", announcedBetween(paper, thanksgiving))).toBe("2026-11-27");
    }
    const saturday = { before: new Date("2026-11-28T00:30:00Z"), now: new Date("2026-11-28T12:00:00Z") };
    expect(announcedBetween(record("2026-10-20T16:00:00Z"), saturday)).toEqual(saturday.now);
  });

  it("keeps the time of a paper of an earlier month, which only came into this list now", () => {
    expect(dayOf("2026-09-08T12:00:00Z", { id: "2609.01234", listedOn: "2026-11-20" })).toBe("2026-09-09");
  });
});
