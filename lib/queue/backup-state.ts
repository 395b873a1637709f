import { getDb } from "@/lib/base/db";
import { elapsed } from "@/lib/base/time";

/** The scheduled task that writes the nightly backup. */
export const backupTask = "write-backup";

export type BackupState = {
  /** The moment of the newest complete nightly backup; null if there is none. */
  lastBackup: Date | null;
  /** What is wrong, as sentences for whoever runs the hub. */
  troubles: string[];
};

// A nightly backup is a day old when the next one is made; a failing one is tried again for some hours.
const lateAfterHours = 36;

/** The state of the nightly backups; null while they are switched off. */
export async function findBackupState(now: Date): Promise<BackupState | null> {
  const task = await getDb().task.findUnique({
    where: { name: backupTask },
    select: { succeededAt: true, runs: { orderBy: { id: "desc" }, take: 1, select: { error: true } } },
  });
  if (!task) return null;
  const { succeededAt: lastBackup } = task;
  const failed = typeof task.runs[0]?.error === "string";
  const late = lastBackup !== null && elapsed(lastBackup, now, "hours") > lateAfterHours;
  const newest = lastBackup
    ? `The newest complete one is from ${lastBackup.toISOString()}.`
    : "There is none yet.";
  const problem = failed
    ? "The last nightly backup failed; /admin/jobs shows why."
    : "No backup was made last night.";
  return { lastBackup, troubles: failed || late ? [`${problem} ${newest}`] : [] };
}
