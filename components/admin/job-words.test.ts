import { expect, it } from "vitest";
import { jobWords, taskWords } from "@/components/admin/job-words";
import { plus } from "@/lib/base/time";

const now = new Date("2026-03-02T12:00:00Z");
const at = (seconds: number) => plus(now, { seconds });

it.each([
  [{ state: "failed", at: at(-600), attempts: 6 }, "given up 10 min ago after 6 of 6 attempts"],
  [{ state: "running", at: at(-5), attempts: 1 }, "began 5 s ago, attempt 1 of 6"],
  [{ state: "waiting", at: at(-5), attempts: 0 }, "due now"],
  [{ state: "waiting", at: at(20), attempts: 3 }, "due in 20 s, after 3 of 6 attempts"],
] as const)("a job's state in words: %o", (job, words) => {
  expect(jobWords({ id: 1, task: "tidy-search", maxAttempts: 6, error: null, ...job }, now)).toBe(words);
});

it("a task's state mentions the last success only if the last run failed", () => {
  const task = { name: "t", match: "* * * * *", attempts: 6, runCount: 2, failedCount: 1, nextAt: at(30) };
  const run = { startedAt: at(-60), ms: 340, result: null, error: null };
  const words = (given: object) => taskWords({ ...task, succeededAt: null, runs: [], ...given }, now);
  expect(words({})).toBe("has not run yet, next in 30 s");
  expect(words({ runs: [run] })).toBe("succeeded 60 s ago in 340 ms, next in 30 s");
  const failed = [{ ...run, error: "It broke." }];
  expect(words({ runs: failed })).toBe("failed 60 s ago in 340 ms, has not succeeded yet, next in 30 s");
  expect(words({ runs: failed, succeededAt: at(-300), nextAt: null })).toBe(
    "failed 60 s ago in 340 ms, last succeeded 5 min ago, not due this week",
  );
});
