import { describe, expect, it } from "vitest";
import { weekdayOf } from "@/lib/base/time";
import { addWeekdays, lastWeekday, planStarter } from "@/lib/community/starter/starter-plan";

describe("weekdays", () => {
  it("skips weekends forwards and backwards", () => {
    const friday = "2026-03-13";
    expect(addWeekdays(friday, 1)).toBe("2026-03-16");
    expect(addWeekdays(friday, 6)).toBe("2026-03-23");
    expect(addWeekdays(friday, -5)).toBe("2026-03-06");
    for (const count of [-19, -1, 0, 1, 5])
      expect(addWeekdays(addWeekdays(friday, count), -count)).toBe(friday);
    expect(weekdayOf(addWeekdays(friday, -19))).not.toBe(7);
  });

  it("gives Friday on a weekend, in the hub's time zone", () => {
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

  it("moves half of the newest day's votes before the loading", () => {
    const { votes, startsAt } = planStarter(paper, { firstDay: "2026-03-11", loadedAt }, "UTC");
    const early = votes.filter((vote) => vote.at <= loadedAt);
    expect(early.length).toBeGreaterThanOrEqual(10);
    expect(early.length).toBeLessThan(20);
    expect(early.every((vote) => vote.at >= startsAt)).toBe(true);
    expect(new Set(votes.map((vote) => vote.username)).size).toBe(20);
  });

  it("is deterministic", () => {
    const plan = () => planStarter(paper, { firstDay: "2026-03-11", loadedAt }, "UTC");
    expect(plan()).toEqual(plan());
    expect(plan().paper).toMatchObject({
      title: "Naïve Methods",
      day: "2026-03-11",
      abstractKind: "summary",
    });
  });
});
