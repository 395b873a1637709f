import { describe, expect, it } from "vitest";
import { feedQuery, papersFeed, parsePeriod, windowStart } from "@/lib/feeds/feed";

describe("a feed's query", () => {
  it("uses known parts and ignores the rest", () => {
    expect(feedQuery.parse({ window: "week", order: "top", at: "2026-03-12", after: "abc" })).toEqual({
      window: "week",
      order: "top",
      at: "2026-03-12",
      after: "abc",
    });
    expect(
      feedQuery.parse({ window: "century", order: "random", at: "2026-99-99", after: ["a", "b"], x: "y" }),
    ).toEqual({
      window: "all",
      order: undefined,
      at: undefined,
      after: undefined,
    });
  });
});

describe("windows and periods", () => {
  it("counts a window back from today, today included", () => {
    expect(windowStart("day", "2026-03-12")).toBe("2026-03-12");
    expect(windowStart("week", "2026-03-12")).toBe("2026-03-06");
    expect(windowStart("all", "2026-03-12")).toBeUndefined();
  });

  it("bounds a past page by its day", () => {
    expect(papersFeed({ window: "week", at: "2026-03-12" }, "2026-03-20")).toEqual({
      kind: "past",
      from: "2026-03-06",
      at: "2026-03-12",
      until: "2026-03-12",
    });
  });

  it("orders a day by heat, and a week or month by upvotes", () => {
    const of = (kind: "date" | "week" | "month", text: string) =>
      papersFeed({ period: parsePeriod(kind, text) }, "2026-03-20");
    expect(of("date", "2026-03-12")).toEqual({
      kind: "papers",
      order: "trending",
      from: "2026-03-12",
      until: "2026-03-12",
    });
    expect(of("week", "2026-W11")).toMatchObject({ order: "top", from: "2026-03-09" });
    expect(of("month", "2026-03")).toMatchObject({ order: "top", until: "2026-03-31" });
    expect(parsePeriod("week", "2026-03-12")).toBeNull();
  });
});
