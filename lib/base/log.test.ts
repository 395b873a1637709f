import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createLog } from "@/lib/base/log";

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
});
