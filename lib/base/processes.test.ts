import { spawn } from "node:child_process";
import { afterEach, expect, it, vi } from "vitest";
import { isGoneWithin, markOf, type ProcessMark, stopProcess } from "@/lib/base/processes";

afterEach(() => vi.restoreAllMocks());

/** A process that ignores SIGTERM. */
async function startStubborn(): Promise<ProcessMark> {
  const child = spawn(
    process.execPath,
    ["-e", "process.on('SIGTERM', () => {}); process.send('ready'); setInterval(() => {}, 1000)"],
    {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    },
  );
  await new Promise((resolve) => child.once("message", resolve));
  const mark = markOf(child.pid);
  if (!mark) throw new Error("The process has ended");
  return mark;
}

it("stopping a process has its limit also if the clock is set back meanwhile", async () => {
  const mark = await startStubborn();
  let clock = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => {
    clock -= 3_600_000;
    return clock;
  });
  expect(await isGoneWithin(mark, 100)).toBe(false);
  expect(await stopProcess(mark, [["SIGTERM", 100]])).toBe(true);
});
