import { describe, expect, it } from "vitest";
import {
  adviceOutcome,
  countsOf,
  journeysOutcome,
  singleOutcome,
  skippedOutcome,
  sumOf,
  unitsOutcome,
} from "@/e2e/run/test-outcome";

const ended = { code: 0, output: "words" };
const unitCounts = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };

describe("the result of a step", () => {
  it("is one test for a program without tests of its own", () => {
    expect(singleOutcome(ended)).toEqual({ passed: 1, failed: 0, skipped: 0, output: "words" });
    expect(singleOutcome({ code: 2, output: "" })).toMatchObject({ passed: 0, failed: 1 });
    expect(singleOutcome({ code: null, output: "" })).toMatchObject({ passed: 0, failed: 1 });
  });

  it("counts vitest's tests; a file that could not be loaded is a failed test", () => {
    const testResults = [
      { status: "passed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ];
    const outcome = unitsOutcome(JSON.stringify({ ...unitCounts, testResults }), { ...ended, code: 1 });
    expect(outcome).toEqual({ passed: 5, failed: 1, skipped: 2, output: "words" });
  });

  it("counts Playwright's tests; one that passes on a retry is a failed test", () => {
    expect(journeysOutcome(JSON.stringify({ stats }), ended)).toMatchObject({
      passed: 4,
      failed: 2,
      skipped: 2,
    });
  });

  it("is a failure when the program failed outside every test", () => {
    const report = JSON.stringify({ ...unitCounts, testResults: [] });
    expect(unitsOutcome(report, { ...ended, code: 1 }).failed).toBe(1);
    expect(unitsOutcome(report, ended).failed).toBe(0);
  });

  it("throws for an unknown report", () => {
    expect(() => unitsOutcome("{}", ended)).toThrow();
  });
});

it("the result of a step without tests is advice", () => {
  expect(adviceOutcome("1,000 files")).toEqual({ passed: 0, failed: 0, skipped: 0, output: "1,000 files" });
  expect(countsOf(adviceOutcome("1,000 files"))).toBe("advice");
});

describe("the last line", () => {
  it("names skipped tests only where there are any", () => {
    const outcomes = [singleOutcome(ended), singleOutcome({ ...ended, code: 1 })];
    expect(countsOf(sumOf(outcomes))).toBe("1 passed, 1 failed");
    expect(countsOf(sumOf([...outcomes, skippedOutcome("why")]))).toBe("1 passed, 1 failed, 1 skipped");
  });
});
