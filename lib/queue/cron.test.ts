import { expect, it } from "vitest";
import { nextRun, scheduleWords } from "@/lib/queue/cron";
import { awayWords, spanWords } from "@/lib/queue/span-words";

const after = new Date("2026-03-02T23:50:20Z");

it.each([
  ["* * * * *", "2026-03-02T23:51:00Z", "every minute"],
  ["*/5 * * * *", "2026-03-02T23:55:00Z", "every 5 minutes"],
  ["2,32 * * * *", "2026-03-03T00:02:00Z", "at 2 and 32 minutes past the hour"],
  ["12 */6 * * *", "2026-03-03T00:12:00Z", "at 12 minutes past the hour, every 6 hours"],
  ["20 3 * * *", "2026-03-03T03:20:00Z", "at 03:20 (UTC)"],
  ["25 4,16 * * *", "2026-03-03T04:25:00Z", "at 04:25 and 16:25 (UTC)"],
  ["0 6 * * 1", "2026-03-09T06:00:00Z", "at 06:00, only on Monday (UTC)"],
])("%s is next due at %s, in words: %s", (match, next, words) => {
  expect(nextRun(match, after)).toEqual(new Date(next));
  expect(scheduleWords(match)).toBe(words);
});

it("a task that is due once a year has no next run within the week", () => {
  expect(nextRun("0 0 1 1 *", after)).toBeNull();
});

it("spans and moments are written in a suitable unit", () => {
  expect([350, 4200, 119_000, 720_000, 10_800_000, 200_000_000].map(spanWords)).toEqual([
    "350 ms",
    "4 s",
    "119 s",
    "12 min",
    "3 h",
    "2 days",
  ]);
  const near = (ms: number) => awayWords(new Date(after.getTime() + ms), after);
  expect([near(-4000), near(300_000), near(400)]).toEqual(["4 s ago", "in 5 min", "now"]);
});
