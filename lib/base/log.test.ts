import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createLog, droppingLines } from "@/lib/base/log";

function written(level: string, write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(createLog(level, { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

describe("the log", () => {
  it("is one JSON object a line, with a time and a level in words", () => {
    const [line] = written("info", (log) => log.info({ papers: 3 }, "saved"));
    expect(line).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      papers: 3,
      msg: "saved",
    });
  });

  it("is readable lines if LOG_FORMAT says so, and JSON lines outside a terminal", () => {
    const script = 'import("@/lib/base/log").then(({ getLog }) => getLog().info({ papers: 3 }, "saved"))';
    const run = (LOG_FORMAT: string) =>
      execFileSync(process.execPath, ["--import", "tsx", "-e", script], {
        env: { ...process.env, LOG_LEVEL: "info", LOG_FORMAT },
        encoding: "utf8",
      });
    expect(run("pretty")).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: saved \{"papers":3\}\n$/);
    expect(JSON.parse(run(""))).toMatchObject({ msg: "saved", papers: 3 });
  }, 60_000);

  it("goes on without its lines while its disk is full, and says afterwards how many were lost", () => {
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    let [room, written] = [10, ""];
    const lines = droppingLines((bytes) => {
      if (room === 0) throw full;
      const part = bytes.subarray(0, room);
      room -= part.length;
      written += part;
      return part.length;
    });
    const log = createLog("info", lines);
    log.info("first");
    log.info("second");
    room = 10_000;
    log.info("third");
    expect(written).toMatch(
      /^\{"level":"\n\{"level":"warn","dropped":2,"msg":"log lines were lost"\}\n.*"third"\}\n$/,
    );
  });

  it("does not end or hold up a process whose standard output cannot be written to", () => {
    const script =
      'import("@/lib/base/log").then(({ getLog }) => { getLog().info("one"); getLog().info("two"); console.error("alive"); })';
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
      stdio: ["ignore", full, "pipe"],
      env: { ...process.env, LOG_LEVEL: "info", LOG_FORMAT: "json" },
      encoding: "utf8",
      timeout: 30_000,
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "alive\n" });
  }, 60_000);

  it("names what an error says, without the connection that a driver's error holds", () => {
    const error = Object.assign(new Error("ended"), { code: "57P01", client: { queue: [1, 2, 3] } });
    const [line] = written("info", (log) => log.error({ err: error }, "lost"));
    const stack = expect.stringContaining("Error: ended");
    expect(line.err).toEqual({ type: "Error", message: "ended", stack, code: "57P01" });
  });

  it("leaves out entries below its level", () => {
    expect(written("warn", (log) => log.info("quiet"))).toEqual([]);
    expect(written("silent", (log) => log.error("quiet"))).toEqual([]);
  });

  it("takes a word of any length", () => {
    const word = "a".repeat(500_000);
    expect(written("info", (log) => log.error({ err: new Error(word) }, "failed"))[0].err.message).toBe(word);
  });

  it("leaves out secrets wherever they occur", () => {
    const error = new Error("connect ECONNREFUSED postgresql://quire:hunter2@127.0.0.1:5432/quire");
    const [line] = written("info", (log) =>
      log.error(
        { err: error, token: "hunter2", headers: { cookie: "hunter2" } },
        "smtp://me:hunter2@mail failed",
      ),
    );
    expect(JSON.stringify(line)).not.toContain("hunter2");
    expect(line.err.message).toContain("127.0.0.1:5432/quire");
    expect(line.msg).toBe("smtp://[left out]@mail failed");
  });

  it.each([
    "/first-admin?token=hunter2hunter2hunter2hunter2",
    "/sign-in/confirm?email=hunter2%40example.org&token=hunter2&next=%2F",
    "/api/auth/callback/oidc?code=hunter2hunter2&state=hunter2hunter2",
    "/feeds/mine/hunter2hunter2hunter2hunter2hunt.atom?after=x",
    "/api/v1/subscriptions/hunter2hunter2hunter2hunter2hunt",
    "550 5.1.1 <hunter2@example.org>: no such user",
    "Key (email, feed)=(o'hunter2+x@xn--bcher-kva.example, /new) already exists.",
    "Bearer qr_hunter2hunter2hunter2hunter2",
    "signed with whsec_hunter2hunter2hunter2hunter2",
  ])("leaves out the secrets of %s", (text) => {
    const error = Object.assign(new Error(text), { rejected: [text], detail: text });
    const [line] = written("info", (log) => log.error({ err: error, url: text }, text));
    expect(JSON.stringify(line)).not.toContain("hunter2");
    expect(line.msg).toContain("[left out]");
  });

  it("keeps what only looks like a secret", () => {
    for (const text of [
      "/search?q=token&code=1",
      "node_modules/@auth/core/index.js",
      "next@16.4.6",
      "/feeds/new.atom",
      "a @ b.c",
    ])
      expect(written("info", (log) => log.info(text))[0].msg).toBe(text);
  });

  it("looks through long words without trying each of their letters", () => {
    for (const word of [
      "a".repeat(200_000),
      "a.".repeat(100_000),
      `a@${"b.".repeat(100_000)}`,
      "?token".repeat(30_000),
    ])
      expect(written("info", (log) => log.info(word))[0].msg).toBe(word);
  });
});
