import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { amendConfig, getConfig } from "@/lib/base/config";
import { completeSettings } from "@/lib/base/env-file";

const secret = "a-secret-that-a-hub-has-made-for-itself";
const url = "postgresql://quire:x@127.0.0.1:1/quire";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "quire-settings-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("a web server started by itself takes database, secret and sign-in address from the hub on this machine", () => {
  writeFileSync(join(dir, "secret"), secret);
  writeFileSync(join(dir, "database-url"), url);
  writeFileSync(
    join(dir, "running.json"),
    JSON.stringify({ pid: 1, since: "", url: "", dir: realpathSync(dir) }),
  );
  amendConfig({
    QUIRE_DIR: dir,
    DATABASE_URL: "",
    NEXTAUTH_SECRET: "",
    HUB_URL: "https://papers.example.org/",
  });
  completeSettings();
  expect(getConfig()).toMatchObject({ DATABASE_URL: url, NEXTAUTH_SECRET: secret });
  expect(process.env.NEXTAUTH_URL).toBe("https://papers.example.org");
});

it.each(["lib/worker/worker.ts", "lib/server/web.ts"])(
  "%s names the settings that it cannot know",
  async (file) => {
    const env = { ...process.env, QUIRE_DIR: dir, DATABASE_URL: "", NEXTAUTH_SECRET: "" };
    const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) =>
      execFile(process.execPath, ["--import", "tsx", file], { env }, (error, _, stderr) =>
        resolve({ code: error?.code, output: stderr }),
      ),
    );
    expect(code).toBe(1);
    expect(output).toContain("- DATABASE_URL: missing");
    expect(output).toContain("- NEXTAUTH_SECRET: missing");
    expect(output).not.toContain("    at ");
  },
  90_000,
);
