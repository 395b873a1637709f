import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay, weekday } from "@/lib/papers/arxiv/calendar";
import { dayIn } from "@/lib/papers/arxiv/schedule";
import { addWeekdays, lastWeekday, planStarter, startOfDay } from "@/lib/papers/starter/starter-plan";

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
    expect(startOfDay(timeZone, day)).toEqual(new Date(expected));
  });

  it("is on its day, and a moment before is not", () => {
    const zones = fc.constantFrom(
      "America/New_York",
      "Asia/Tehran",
      "Australia/Lord_Howe",
      "Pacific/Chatham",
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 18_000, max: 25_000 }), (zone, number) => {
        const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
        const start = startOfDay(zone, day);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(start.getTime() - 1)) < day).toBe(true);
      }),
    );
  });
});

describe("weekdays", () => {
  it("counts over weekends, there and back", () => {
    const friday = parseDay("2026-03-13");
    expect(addWeekdays(friday, 1)).toBe(parseDay("2026-03-16"));
    expect(addWeekdays(friday, 6)).toBe(parseDay("2026-03-23"));
    expect(addWeekdays(friday, -5)).toBe(parseDay("2026-03-06"));
    for (const count of [-19, -1, 0, 1, 5])
      expect(addWeekdays(addWeekdays(friday, count), -count)).toBe(friday);
    expect(weekday(addWeekdays(friday, -19))).not.toBe(0);
  });

  it("takes Friday on a weekend, by the hub's own clock", () => {
    expect(lastWeekday("UTC", new Date("2026-03-15T12:00:00Z"))).toBe("2026-03-13");
    expect(lastWeekday("UTC", new Date("2026-03-16T02:00:00Z"))).toBe("2026-03-16");
    expect(lastWeekday("America/New_York", new Date("2026-03-16T02:00:00Z"))).toBe("2026-03-13");
  });
});

describe("planStarter", () => {
  const paper = {
    id: "2603.00001",
    title: 'Na\\"ive Methods',
    authors: ["Ada Lovelace"],
    categories: ["cs.CL"],
    publishedAt: "2026-03-01T00:00:00.000Z",
    summary: "In short.",
    codeUrl: null,
    projectUrl: null,
    day: 0,
    upvotes: 20,
    comments: ["One.", "Two."],
  };
  const loadedAt = new Date("2026-03-11T00:10:00Z");

  it("hurries half of the newest day's votes, and lets the rest take their time", () => {
    const { votes, startsAt } = planStarter(paper, { firstDay: "2026-03-11", loadedAt }, "UTC");
    const early = votes.filter((vote) => vote.at <= loadedAt);
    expect(early.length).toBeGreaterThanOrEqual(10);
    expect(early.length).toBeLessThan(20);
    expect(early.every((vote) => vote.at >= startsAt)).toBe(true);
    expect(new Set(votes.map((vote) => vote.username)).size).toBe(20);
  });

  it("is the same every time", () => {
    const plan = () => planStarter(paper, { firstDay: "2026-03-11", loadedAt }, "UTC");
    expect(plan()).toEqual(plan());
    expect(plan().paper).toMatchObject({
      title: "Naïve Methods",
      day: "2026-03-11",
      abstractKind: "summary",
    });
  });
});
