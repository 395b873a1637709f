import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder, readEverything, withFilledDb } from "@/e2e/support/backups";
import { makeDatabase } from "@/e2e/support/test-db";
import { readBackup } from "@/lib/base/backup/read-backup";
import { takeLock } from "@/lib/server/lock";

const filled = withFilledDb();

/** Runs a command as npm does, without a terminal. */
async function command(name: string, args: string[], settings: Record<string, string>) {
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", `lib/cli/${name}.ts`, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, output };
}

describe("npm run backup and npm run restore", { timeout: 120_000 }, () => {
  it("bring a hub with its secret to another place", async () => {
    const source = filled.url;
    const target = await makeDatabase("template0");
    const here = makeFolder();
    const there = makeFolder();
    writeFileSync(join(here, "secret"), "a".repeat(64));
    const file = join(here, "hub.backup");
    const made = await command("backup", [file], { DATABASE_URL: source, QUIRE_DIR: here });
    expect(made.output).toMatch(
      /^\d+ rows of \d+ tables are in .*hub\.backup \(\d+\.\d MB\), after \d+\.\d s\.$/m,
    );
    expect(made.code).toBe(0);
    const restored = await command("restore", [file], { DATABASE_URL: target, QUIRE_DIR: there });
    expect(restored.output).toMatch(/^\d+ rows restored in/m);
    expect(restored.code).toBe(0);
    expect(await readEverything(target)).toEqual(await readEverything(source));
    expect(readFileSync(join(there, "secret"), "utf8")).toBe("a".repeat(64));
    expect(statSync(join(there, "secret")).mode & 0o777).toBe(0o600);
  });

  it("replace no file and no hub without being told to", async () => {
    const source = await makeDatabase(filled.name);
    const dir = makeFolder();
    const settings = { DATABASE_URL: source, QUIRE_DIR: dir };
    const file = join(dir, "hub.backup");
    writeFileSync(file, "the one before");
    const kept = await command("backup", [file], settings);
    expect(kept).toEqual({ code: 1, output: `The file ${file} exists. Add --yes to replace it.\n` });
    expect(readFileSync(file, "utf8")).toBe("the one before");
    expect((await command("backup", ["--yes", file], settings)).code).toBe(0);
    const before = await readEverything(source);
    const asked = await command("restore", [file], settings);
    expect(asked.output).toContain("The database contains a hub with 3 papers and 3 accounts.");
    expect(asked.output).toContain("Add --yes to replace the hub without being asked.");
    expect(asked.code).toBe(1);
    expect((await command("restore", ["--yes", file], settings)).code).toBe(0);
    expect(await readEverything(source)).toEqual(before);
  });

  it("start and stop the hub's own PostgreSQL, also for a hub that does not exist yet", async () => {
    const dir = makeFolder();
    const file = join(dir, "hub.backup");
    await command("backup", [file], { DATABASE_URL: filled.url, QUIRE_DIR: dir });
    const fresh = join(dir, "quire");
    const settings = { DATABASE_URL: "", QUIRE_DIR: fresh };
    expect(await command("restore", [file], settings)).toMatchObject({ code: 0 });
    expect(existsSync(join(fresh, "secret"))).toBe(false);
    const again = join(dir, "again.backup");
    expect(await command("backup", [again], settings)).toMatchObject({ code: 0 });
    expect((await readBackup(again)).tables).toEqual((await readBackup(file)).tables);
    const running = await takeLock(fresh, "http://localhost:3000");
    const refused = await command("restore", ["--yes", file], settings);
    running.release();
    expect(refused.output).toContain("already running at http://localhost:3000");
    expect(refused.code).toBe(1);
  });

  it("say in a sentence what is wrong with a file, and leave nothing", async () => {
    const target = await makeDatabase("template_quire");
    const dir = makeFolder();
    const settings = { DATABASE_URL: target, QUIRE_DIR: dir };
    writeFileSync(join(dir, "notes.txt"), "a text");
    const wrong = await command("restore", ["--yes", join(dir, "notes.txt")], settings);
    expect(wrong.output).toContain("is not a backup made by Quire");
    expect(wrong.output).not.toContain("    at ");
    expect(wrong.code).toBe(1);
    const nowhere = await command("backup", [join(dir, "none", "hub.backup")], settings);
    expect(nowhere).toEqual({
      code: 1,
      output: `The backup cannot be written: there is no folder ${join(dir, "none")}.\n`,
    });
    expect(await command("backup", [], settings)).toMatchObject({ code: 2 });
    expect(readdirSync(dir)).toEqual(["notes.txt"]);
  });
});
