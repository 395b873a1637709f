import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isRunning, markOf } from "@/lib/base/processes";
import { checkPort, takeLock } from "@/lib/server/lock";
import { freePort } from "@/lib/server/postgres";

const folder = () => mkdtempSync(join(tmpdir(), "quire-lock-"));

afterEach(() => {
  vi.restoreAllMocks();
});

/** Takes the lock in another process, which then lives on. `outcome` is "taken", or why it was not. */
function takeElsewhere(dir: string) {
  const lines = `import { takeLock } from "${process.cwd()}/lib/server/lock.ts";
    const taken = takeLock(${JSON.stringify(dir)}, "http://localhost:1");
    console.log("> " + await taken.then(() => "taken", (error) => error.message));
    setInterval(() => {}, 1000);`;
  const script = join(mkdtempSync(join(tmpdir(), "quire-lock-")), "take.mts");
  writeFileSync(script, lines);
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const outcome = (async () => {
    for await (const line of createInterface({ input: child.stdout }))
      if (line.startsWith("> ")) return line.slice(2);
    return "ended";
  })();
  return { child, outcome };
}

describe("the lock on a hub's folder", { timeout: 60_000 }, () => {
  it("is taken and released", async () => {
    const dir = folder();
    const lock = await takeLock(dir, "http://localhost:1");
    expect(existsSync(join(dir, "running.json"))).toBe(true);
    lock.release();
    expect(existsSync(join(dir, "running.json"))).toBe(false);
  });

  it.each([
    ["a killed run", JSON.stringify({ pid: 4_000_000, url: "http://localhost:1" })],
    ["another program with its number", JSON.stringify({ pid: 1, url: "http://localhost:1" })],
    ["a file cut short", '{"pid":'],
  ])("is not held by %s", async (_, content) => {
    const dir = folder();
    writeFileSync(join(dir, "running.json"), content);
    const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
    (await takeLock(dir, "http://localhost:1")).release();
    expect(said.mock.calls.join()).toContain("put in order");
  });

  it("is held by one of several processes that take over from a killed run at the same moment", async () => {
    const dir = folder();
    const killed = { ...markOf(), since: "before", url: "http://localhost:1", dir: realpathSync(dir) };
    writeFileSync(join(dir, "running.json"), JSON.stringify(killed));
    const all = [1, 2, 3, 4].map(() => takeElsewhere(dir));
    const outcomes = await Promise.all(all.map(({ outcome }) => outcome));
    expect(outcomes.filter((one) => one === "taken")).toHaveLength(1);
    for (const one of outcomes)
      if (one !== "taken") expect(one).toMatch(/^Quire is already running at|same moment/);
    for (const { child } of all) child.kill("SIGKILL");
  });

  it("of a copied folder is free, and the programs of the original are left alone", async () => {
    const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const dir = folder();
    const { child, outcome } = takeElsewhere(dir);
    expect(await outcome).toBe("taken");
    const program = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const running = JSON.parse(readFileSync(join(dir, "running.json"), "utf8"));
    const programs = [{ name: "worker", ...markOf(program.pid) }];
    writeFileSync(join(dir, "running.json"), JSON.stringify({ ...running, programs }));
    await expect(takeLock(dir, "http://localhost:2")).rejects.toThrow(
      "already running at http://localhost:1",
    );
    const copy = folder();
    cpSync(dir, copy, { recursive: true });
    (await takeLock(copy, "http://localhost:2")).release();
    expect(said.mock.calls.join()).toContain("is a copy of");
    expect(program.exitCode ?? program.signalCode).toBeNull();
    for (const one of [child, program]) one.kill("SIGKILL");
  });

  it("knows the programs of a killed run also if the start that ends them is killed as well", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    const dir = folder();
    const file = join(dir, "running.json");
    const program = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const programs = [{ name: "worker", ...markOf(program.pid) }];
    const killed = { pid: 4_000_000, since: "before", url: "", dir: realpathSync(dir) };
    writeFileSync(file, JSON.stringify({ ...killed, programs }));
    const taking = takeLock(dir, "http://localhost:1");
    const noted = JSON.parse(readFileSync(file, "utf8"));
    expect(noted).toMatchObject({ pid: process.pid, programs });
    program.kill("SIGKILL");
    (await taking).release();
  });

  it("is released only by the run that holds it", async () => {
    const dir = folder();
    const lock = await takeLock(dir, "http://localhost:1");
    lock.release();
    const { child, outcome } = takeElsewhere(dir);
    expect(await outcome).toBe("taken");
    lock.release();
    await expect(takeLock(dir, "http://localhost:2")).rejects.toThrow("already running");
    child.kill("SIGKILL");
  });

  it("ends the programs that a killed run has left", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    const dir = folder();
    const program = spawn(process.execPath, ["-e", "setTimeout(() => {}, 500)"]);
    const mark = markOf(program.pid);
    const killed = { pid: 4_000_000, since: "before", url: "", dir: realpathSync(dir) };
    writeFileSync(
      join(dir, "running.json"),
      JSON.stringify({ ...killed, programs: [{ name: "worker", ...mark }] }),
    );
    const ended = once(program, "exit");
    (await takeLock(dir, "http://localhost:1")).release();
    await ended;
    expect(mark && isRunning(mark)).toBe(false);
  });
});

it("says which port is taken, and what to do", async () => {
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, resolve));
  await expect(checkPort(port)).rejects.toThrow(`Port ${port} is taken by another program`);
  await new Promise((resolve) => other.close(resolve));
  await expect(checkPort(port)).resolves.toBeUndefined();
});
