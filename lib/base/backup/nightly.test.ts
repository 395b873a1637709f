import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "@/e2e/support/backups";
import { withTestDb } from "@/e2e/support/test-db";
import { backUpNightly, checkBackupFolder } from "@/lib/base/backup/nightly";
import { readBackup } from "@/lib/base/backup/read-backup";
import { amendConfig } from "@/lib/base/config";
import { listNotedTroubles } from "@/lib/base/troubles";

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

/** Puts files of earlier nights into a folder. */
function putEarlier(dir: string, days: number[]): void {
  for (const day of days) writeFileSync(join(dir, nameOf(day)), "");
}

describe("the nightly backup", { timeout: 60_000 }, () => {
  it("keeps the seven newest", async () => {
    const dir = folder();
    putEarlier(dir, [1, 2, 3, 4, 5, 6, 7]);
    expect(await backUpNightly({ now: night(8), signal })).toMatchObject({ file: nameOf(8), deleted: 1 });
    await backUpNightly({ now: night(9), signal });
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
    putEarlier(dir, [2, 3, 4, 5, 6, 7, 8]);
    expect(await backUpNightly({ now: night(9), signal })).toMatchObject({ deleted: 2 });
    const made = [3, 4, 5, 6, 7, 8, 9].map(nameOf);
    expect(readdirSync(dir).sort()).toEqual([...others, nameOf(1), ...made].sort());
  });

  it("deletes what a killed worker left also if it fails itself, since that may be what fills the disk", async () => {
    const dir = folder();
    writeFileSync(join(dir, `.${nameOf(1)}.0123abcd.part`), "");
    // A folder of this name is in its way, so that the backup cannot get it.
    mkdirSync(join(dir, nameOf(2)));
    await expect(backUpNightly({ now: night(2), signal })).rejects.toThrow("cannot be written");
    expect(readdirSync(dir)).toEqual([nameOf(2)]);
  });

  it("keeps the newest ones after the clock was wrong", async () => {
    const dir = folder();
    putEarlier(dir, [1, 2, 20, 21, 22, 23, 24]);
    await backUpNightly({ now: night(3), signal });
    expect(readdirSync(dir)).toEqual([1, 2, 3, 21, 22, 23, 24].map(nameOf));
    await backUpNightly({ now: night(4), signal });
    expect(readdirSync(dir)).toEqual([1, 2, 3, 4, 22, 23, 24].map(nameOf));
  });

  it("deletes nothing when it fails", async () => {
    const dir = folder();
    putEarlier(dir, [1, 2, 3, 4, 5, 6, 7]);
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

describe("a folder for backups that cannot be written to", () => {
  const words = async () => (await listNotedTroubles()).map((trouble) => trouble.words);

  it("is reported at once, until it can be", async () => {
    amendConfig({ LOG_LEVEL: "silent" });
    const dir = folder();
    amendConfig({ BACKUP_DIR: join(dir, "missing") });
    await checkBackupFolder();
    expect(await words()).toEqual(["No backups can be written to BACKUP_DIR: there is no such folder."]);
    mkdirSync(join(dir, "missing"));
    await checkBackupFolder();
    expect(await words()).toEqual([]);
    expect(readdirSync(join(dir, "missing"))).toEqual([]);
  });
});
