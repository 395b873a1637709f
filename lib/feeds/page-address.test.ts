import { expect, it } from "vitest";
import { periodNeighbours } from "@/lib/feeds/page-address";

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
