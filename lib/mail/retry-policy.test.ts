import { expect, it } from "vitest";
import { elapsed } from "@/lib/base/time";
import { nextTry, nextTryForDays } from "@/lib/mail/retry-policy";

const now = new Date("2026-03-10T12:00:00Z");
const minutes = (at: Date | null) => at && elapsed(now, at, "minutes");

it("a mail is retried after 1, 5, 15 and 60 minutes and then given up, or retried hourly for days", () => {
  const tries = [1, 2, 3, 4, 5, 60];
  expect(tries.map((count) => minutes(nextTry(count, now)))).toEqual([1, 5, 15, 60, null, null]);
  expect(tries.map((count) => minutes(nextTryForDays(count, now)))).toEqual([1, 5, 15, 60, 60, 60]);
});
