import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { checkPort, takeLock } from "@/lib/server/lock";
import { freePort } from "@/lib/server/postgres";

const folder = () => mkdtempSync(join(tmpdir(), "quire-lock-"));

describe("the lock on a hub's folder", () => {
  it("is taken and released", () => {
    const dir = folder();
    const release = takeLock(dir, "http://localhost:1");
    expect(existsSync(join(dir, "running.json"))).toBe(true);
    release();
    expect(existsSync(join(dir, "running.json"))).toBe(false);
  });

  it.each([
    ["a killed run", JSON.stringify({ pid: 4_000_000, url: "http://localhost:1" })],
    ["another program with its number", JSON.stringify({ pid: 1, url: "http://localhost:1" })],
    ["a file cut short", '{"pid":'],
  ])("is not held by %s", (_, content) => {
    const dir = folder();
    writeFileSync(join(dir, "running.json"), content);
    const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
    takeLock(dir, "http://localhost:1")();
    expect(said.mock.calls.join()).toContain("put in order");
    said.mockRestore();
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
