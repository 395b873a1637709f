import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { amendConfig } from "@/lib/base/config";
import { type Patience, untilReadyMessage } from "@/lib/base/liveness";
import { type Kept, keepRunning } from "@/lib/server/keep-running";

vi.setConfig({ testTimeout: 30_000 });
const patient = { timeout: 20_000 };
amendConfig({ LOG_LEVEL: "silent" });

const kept: Kept[] = [];
afterEach(() => Promise.all(kept.splice(0).map((program) => program.stop())));

const untilReady = (child: ChildProcess) => once(child, "message").then(() => undefined);

/** Keeps a program of these lines running. `starts` lists its process numbers, and why each was started. */
function keep(lines: string, ready: (child: ChildProcess) => Promise<void> = untilReady) {
  const starts: { pid: number; why: string | null }[] = [];
  const children: ChildProcess[] = [];
  const launch = () => {
    const child = spawn(process.execPath, ["-e", lines], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    children.push(child);
    return child;
  };
  const program = keepRunning({ name: "program", launch, ready, stops: [["SIGTERM", 200]] }, (_, pid, why) =>
    starts.push({ pid, why }),
  );
  kept.push(program);
  return { program, starts, children };
}

const serving = "process.send('ready'); setInterval(() => {}, 1000);";

it("a program that is killed, or that ends by itself, is started again", async () => {
  const { program, starts, children } = keep(`process.on('SIGUSR2', () => process.exit(3)); ${serving}`);
  await program.start();
  children[0]?.kill("SIGKILL");
  await expect.poll(() => starts.length, patient).toBe(2);
  await once(children[1] as ChildProcess, "message");
  children[1]?.kill("SIGUSR2");
  await expect.poll(() => starts.length, patient).toBe(3);
  expect(starts.map(({ why }) => why)).toEqual([null, "SIGKILL", "exit code 3"]);
});

it("a program that cannot start at all is not started again, and says so", async () => {
  const { program, starts } = keep("process.exit(2)");
  await expect(program.start()).rejects.toThrow("it ended before it was ready (exit code 2)");
  expect(starts).toHaveLength(1);
});

it("a program that nobody waits for is started as often as it takes", async () => {
  const lines = ["process.exit(2)", "process.exit(2)", serving];
  const whys: (string | null)[] = [];
  const launch = () =>
    spawn(process.execPath, ["-e", lines.shift() ?? serving], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  const program = keepRunning({ name: "program", launch, ready: untilReady, stops: [] }, (_name, _pid, why) =>
    whys.push(why),
  );
  kept.push(program);
  await program.startInTheEnd();
  const failed = "it ended before it was ready (exit code 2)";
  expect(whys).toEqual([null, failed, failed]);
});

it("a program that is killed while it starts is started again", async () => {
  let first = true;
  const { program, starts } = keep(serving, async (child) => {
    if (first) child.kill("SIGKILL");
    first = false;
    await untilReady(child);
  });
  await program.start();
  expect(starts).toHaveLength(2);
});

it("a program that later cannot be started is tried again until it can", async () => {
  let tries = 0;
  const { program, starts, children } = keep(serving, async (child) => {
    await untilReady(child);
    tries++;
    if (tries === 2 || tries === 3) throw new Error("it does not answer");
  });
  await program.start();
  children[0]?.kill("SIGKILL");
  await expect.poll(() => starts.length, patient).toBe(4);
  expect(starts.map(({ why }) => why)).toEqual([null, "SIGKILL", "it does not answer", "it does not answer"]);
});

describe("a program that is asked whether it works", () => {
  const answering = `process.on('message', (question) => question === "do you work?" && process.send('I work.')); ${serving}`;

  function keepAsked(lines: string, patience: Patience) {
    const starts: { pid: number; why: string | null }[] = [];
    const children: ChildProcess[] = [];
    const launch = () => {
      const child = spawn(process.execPath, ["-e", lines], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      children.push(child);
      return child;
    };
    const program = keepRunning(
      {
        name: "program",
        launch,
        ready: untilReadyMessage,
        stops: [],
        patience,
      },
      (_, pid, why) => starts.push({ pid, why }),
    );
    kept.push(program);
    return { program, starts, children };
  }

  it("is killed and started again when it was stopped, or is caught in a loop", async () => {
    const { program, starts, children } = keepAsked(
      `process.on('SIGUSR2', () => { for (;;); }); ${answering}`,
      { everyMs: 20, starting: 10_000, running: 100 },
    );
    await program.start();
    children[0]?.kill("SIGSTOP");
    await expect.poll(() => starts.length, patient).toBe(2);
    await untilReadyMessage(children[1] as ChildProcess);
    children[1]?.kill("SIGUSR2");
    await expect.poll(() => starts.length, patient).toBe(3);
    expect(starts.map(({ why }) => why)).toEqual([null, "no answer for 2 s", "no answer for 2 s"]);
    expect(children[0]?.signalCode).toBe("SIGKILL");
  });

  it("is left alone while it answers, and has longer to start", async () => {
    const slow = `for (const until = Date.now() + 500; Date.now() < until;); ${answering}`;
    const { program, starts, children } = keepAsked(slow, { everyMs: 50, starting: 10_000, running: 100 });
    await program.start();
    let answers = 0;
    children[0]?.on("message", () => {
      answers += 1;
    });
    await expect.poll(() => answers, patient).toBeGreaterThan(110);
    expect(starts).toHaveLength(1);
  });

  it("is killed if it never becomes ready nor answers", async () => {
    const { program, starts } = keepAsked("for (;;);", { everyMs: 20, starting: 50, running: 1 });
    const started = program.start().catch(() => undefined);
    await expect.poll(() => starts.length, patient).toBe(2);
    program.kill("SIGKILL");
    await started;
  });
});

it("stopping has a limit, and a stopped program stays stopped", async () => {
  const { program, starts, children } = keep(`process.on('SIGTERM', () => {}); ${serving}`);
  await program.start();
  await program.stop();
  expect(children[0]?.signalCode).toBe("SIGKILL");
  expect(starts).toHaveLength(1);
});

it("a program can be stopped while it waits to be started again", async () => {
  const { program, starts, children } = keep(serving);
  await program.start();
  children[0]?.kill("SIGKILL");
  await expect.poll(() => starts.length, patient).toBe(2);
  children[1]?.kill("SIGKILL");
  await program.stop();
  expect(starts.length).toBeLessThan(4);
  expect(children.every(({ exitCode, signalCode }) => exitCode ?? signalCode)).toBe(true);
});

it("a program that is not there is an error of the start, not of this process", async () => {
  const launch = () => spawn("/no/such/program");
  const program = keepRunning({ name: "program", launch, ready: untilReady, stops: [] });
  await expect(program.start()).rejects.toThrow("ENOENT");
});
