import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "@/e2e/support/backups";
import { withTestDb } from "@/e2e/support/test-db";
import { backUpNightly } from "@/lib/base/backup/nightly";
import { readBackup } from "@/lib/base/backup/read-backup";
import { amendConfig } from "@/lib/base/config";

withTestDb();

const night = (day: number) => new Date(Date.UTC(2026, 2, day, 2, 30));
const nameOf = (day: number) =>
  `quire-papers.example.org-202603${String(day).padStart(2, "0")}T023000Z.backup`;
const signal = new AbortController().signal;

function folder(): string {
  const dir = makeFolder();
  amendConfig({ BACKUP_DIR: dir, QUIRE_DIR: dir, HUB_URL: "https://papers.example.org" });
  return dir;
}

describe("the nightly backup", { timeout: 60_000 }, () => {
  it("keeps the seven newest", async () => {
    const dir = folder();
    for (let day = 1; day <= 9; day++) await backUpNightly({ now: night(day), signal });
    expect(readdirSync(dir)).toEqual([3, 4, 5, 6, 7, 8, 9].map(nameOf));
    const { header } = await readBackup(join(dir, nameOf(9)));
    expect(header).toMatchObject({ madeAt: night(9).toISOString(), hub: "https://papers.example.org" });
  });

  it("deletes what a killed worker left of its own, and nothing of others", async () => {
    const dir = folder();
    const others = [
      ".hub.backup.0123abcd.part",
      "by-hand.backup",
      "quire-other.example.org-20260101T023000Z.backup",
      "quire-papersXexample.org-20260101T023000Z.backup",
      `${nameOf(1)}.copy`,
    ];
    for (const name of others) writeFileSync(join(dir, name), "");
    writeFileSync(join(dir, `.${nameOf(1)}.0123abcd.part`), "");
    mkdirSync(join(dir, nameOf(1)));
    for (let day = 2; day <= 9; day++) await backUpNightly({ now: night(day), signal });
    const made = [3, 4, 5, 6, 7, 8, 9].map(nameOf);
    expect(readdirSync(dir).sort()).toEqual([...others, nameOf(1), ...made].sort());
  });

  it("keeps the newest ones after the clock was wrong", async () => {
    const dir = folder();
    for (let day = 20; day <= 26; day++) await backUpNightly({ now: night(day), signal });
    for (let day = 1; day <= 7; day++) {
      const { file } = await backUpNightly({ now: night(day), signal });
      expect(readdirSync(dir)).toContain(file);
    }
    expect(readdirSync(dir)).toEqual([1, 2, 3, 4, 5, 6, 7].map(nameOf));
  });

  it("deletes nothing when it fails", async () => {
    const dir = folder();
    for (let day = 1; day <= 7; day++) await backUpNightly({ now: night(day), signal });
    const stopped = backUpNightly({ now: night(8), signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow("abort");
    expect(readdirSync(dir)).toEqual([1, 2, 3, 4, 5, 6, 7].map(nameOf));
  });

  it("does not make its folder, which may be a disk that is not mounted", async () => {
    const dir = folder();
    rmSync(dir, { recursive: true });
    await expect(backUpNightly({ now: night(1), signal })).rejects.toThrow(`There is no folder ${dir}`);
  });
});
