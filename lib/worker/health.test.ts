import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { listRestartTroubles } from "@/lib/worker/health";

const dir = mkdtempSync(join(tmpdir(), "quire-health-"));
afterAll(() => rmSync(dir, { recursive: true }));

it("the health of a hub names the programs that were started again within the last hour", () => {
  expect(listRestartTroubles(dir, new Date())).toEqual([]);
  const restart = (name: string, time: string) => ({
    name,
    why: "SIGKILL",
    at: `2026-03-02T${time}:00.000Z`,
  });
  const restarts = [restart("worker", "10:00"), restart("worker", "12:10"), restart("worker", "12:20")];
  const run = { pid: 1, since: "", url: "", dir: realpathSync(dir), programs: [] };
  writeFileSync(
    join(dir, "running.json"),
    JSON.stringify({ ...run, restarts: [...restarts, restart("database", "12:30")] }),
  );
  expect(listRestartTroubles(dir, new Date("2026-03-02T13:00:00Z"))).toEqual([
    "The worker was started again 2 times in the last hour, last at 2026-03-02T12:20:00.000Z (SIGKILL).",
    "The database was started again once in the last hour, last at 2026-03-02T12:30:00.000Z (SIGKILL).",
  ]);
});
