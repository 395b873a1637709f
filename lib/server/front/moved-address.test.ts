import { expect, it } from "vitest";
import { movedAddress } from "@/lib/server/front/moved-address";

it.each([
  ["/papers", "/"],
  ["/papers/", "/"],
  ["/papers?p=2", "/"],
  ["/papers?date=2026-03-12", "/date/2026-03-12"],
  ["/papers?date=2026-03-12T00:00:00.000Z", "/date/2026-03-12"],
  ["/papers?date=yesterday", "/"],
  ["/papers?week=2026-W11", "/week/2026-W11"],
  ["/papers?month=2026-03", "/month/2026-03"],
  ["/papers?q=graph%20neural&p=1", "/search?q=graph+neural"],
  ["/papers/trending", "/trending"],
  ["/papers/trending?window=week", "/trending?window=week"],
  ["/papers/submit", "/submit"],
  ["/papers/submit?id=2602.08025", "/submit?id=2602.08025"],
  ["/papers/date/2026-03-12", "/date/2026-03-12"],
  ["/papers/date/2026-03-12/", "/date/2026-03-12"],
  ["/papers/week/2026-W11", "/week/2026-W11"],
  ["/papers/month/2026-03", "/month/2026-03"],
])("%s leads to %s", (url, address) => expect(movedAddress(url)).toBe(address));

it.each([
  "/",
  "/papers/2602.08025",
  "/papers/2602.08025.md",
  "/papers/cs/0112017",
  "/papers/date/",
  "/papers/date/2026/03",
  "/paperspace",
  "/api/papers",
  "/papersx/trending",
])("%s is no such address", (url) => expect(movedAddress(url)).toBeNull());
