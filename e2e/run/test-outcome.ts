import { z } from "zod";

/** The result of a step of `npm test`: how many tests passed, failed and were skipped, and what the program printed. */
export type Outcome = { passed: number; failed: number; skipped: number; output: string };

/** How a program ended: its exit code, null if it could not be started, and what it printed. */
export type Ended = { code: number | null; output: string };

/** The result of a step that is one test: it passes when its program ends with code 0. */
export function singleOutcome({ code, output }: Ended): Outcome {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

/** The result of a step that only reports. It never fails. */
export function adviceOutcome(output: string): Outcome {
  return { passed: 0, failed: 0, skipped: 0, output };
}

/** The result of a step that could not run. @param why the reason, in a sentence */
export function skippedOutcome(why: string): Outcome {
  return { passed: 0, failed: 0, skipped: 1, output: why };
}

const units = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Reads vitest's JSON report. A test file that could not be loaded counts as one failed test. */
export function unitsOutcome(report: string, ended: Ended): Outcome {
  const read = units.parse(JSON.parse(report));
  const unloaded = read.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.length,
  );
  return withOwnFailure(ended, {
    passed: read.numPassedTests,
    failed: read.numFailedTests + unloaded.length,
    skipped: read.numPendingTests + read.numTodoTests,
  });
}

const journeys = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** Reads Playwright's JSON report. A test that passes only on a retry counts as failed. */
export function journeysOutcome(report: string, ended: Ended): Outcome {
  const { stats } = journeys.parse(JSON.parse(report));
  const failed = stats.unexpected + stats.flaky;
  return withOwnFailure(ended, { passed: stats.expected, failed, skipped: stats.skipped });
}

/** The counts of a step in words: "12 passed, 1 failed", with ", 2 skipped" if any were; "advice" for a step without tests. */
export function countsOf({ passed, failed, skipped }: Omit<Outcome, "output">): string {
  if (passed + failed + skipped === 0) return "advice";
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

/** The sums of the counts of several steps. */
export function sumOf(outcomes: Outcome[]): Outcome {
  const sum = (count: "passed" | "failed" | "skipped") =>
    outcomes.reduce((all, outcome) => all + outcome[count], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), output: "" };
}

// A program may fail outside every test, for example in its set-up. That counts as one failed test.
function withOwnFailure({ code, output }: Ended, counts: Omit<Outcome, "output">): Outcome {
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { ...counts, failed, output };
}
