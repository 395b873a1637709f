import { expect, it } from "vitest";
import { isEndedFeed, periodNeighbours } from "@/lib/feeds/page-address";

it("gives the previous and next week and month", () => {
  expect(periodNeighbours("week", "2025-12-29")).toEqual({
    previous: "/week/2025-W52",
    next: "/week/2026-W02",
  });
  expect(periodNeighbours("month", "2026-01-01")).toEqual({
    previous: "/month/2025-12",
    next: "/month/2026-02",
  });
});

it("tells the feeds of the past from those that new papers come to", () => {
  for (const address of ["/date/2026-03-12", "/week/2026-W11", "/month/2026-03", "/?at=2026-03-12"])
    expect(isEndedFeed(address)).toBe(true);
  for (const address of ["/", "/?window=week", "/new", "/topics/cs.CL", "/search?q=date"])
    expect(isEndedFeed(address)).toBe(false);
});
