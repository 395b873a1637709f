import { beforeEach, describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { backupTask, findBackupState } from "@/lib/queue/backup-state";
import { checkQueue } from "@/lib/queue/health";
import { keepSchedule, noteRun } from "@/lib/queue/tasks";

withTestDb();

const night = new Date("2026-03-02T02:30:00Z");
const later = (hours: number) => plus(night, { hours });
const run = (startedAt: Date, error?: string) =>
  noteRun({ task: backupTask, startedAt, ms: 5, ...(error && { error }) });

describe("the state of the nightly backups", () => {
  beforeEach(async () => {
    await getDb().task.deleteMany();
    await keepSchedule([{ task: backupTask, match: "30 2 * * *" }]);
  });

  it("is unknown while they are switched off, and without trouble before the first night", async () => {
    expect(await findBackupState(night)).toEqual({ lastBackup: null, troubles: [] });
    await keepSchedule([]);
    expect(await findBackupState(night)).toBeNull();
  });

  it("names the newest complete one, and reports a failure until the next success", async () => {
    await run(night);
    expect(await checkQueue(later(1))).toMatchObject({ lastBackup: night.toISOString() });
    await run(later(24), "There is no folder /mnt/backups");
    const trouble =
      "The last nightly backup failed; /admin/jobs shows why. The newest complete one is from 2026-03-02T02:30:00.000Z.";
    const failed = await checkQueue(later(25));
    expect(failed.lastBackup).toBe(night.toISOString());
    expect(failed.troubles).toContain(trouble);
    await run(later(26));
    expect(await findBackupState(later(27))).toEqual({ lastBackup: later(26), troubles: [] });
  });

  it("reports a first failure, and a night without a backup", async () => {
    await run(night, "no");
    expect((await findBackupState(night))?.troubles).toEqual([
      "The last nightly backup failed; /admin/jobs shows why. There is none yet.",
    ]);
    await run(later(1));
    expect((await findBackupState(later(30)))?.troubles).toEqual([]);
    expect((await findBackupState(later(40)))?.troubles[0]).toContain("No backup was made last night.");
  });
});
