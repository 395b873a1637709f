import { constants } from "node:fs";
import { access, readdir, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { getConfig } from "@/lib/base/config";
import { utcMoment } from "@/lib/base/date-words";
import { getDb } from "@/lib/base/db";
import { storageWords } from "@/lib/base/storage-failures";
import { counted } from "@/lib/base/text";
import { minuteMs } from "@/lib/base/time";

const nearlyFull = { bytes: 500_000_000, share: 0.1 };

/** Whether the disk of QUIRE_DIR is nearly full or cannot be written to, in a sentence; null when all is well. */
export async function findDiskTrouble(): Promise<string | null> {
  const dir = getConfig().QUIRE_DIR;
  try {
    await access(dir, constants.W_OK);
    const { bavail, blocks, bsize } = await statfs(dir);
    const free = bavail * bsize;
    if (free >= nearlyFull.bytes || bavail >= blocks * nearlyFull.share) return null;
    const size = `${megabytes(free)} of ${megabytes(blocks * bsize)} are free`;
    return `The disk of QUIRE_DIR is nearly full: ${size}. The database, the search index and the outbox need room.`;
  } catch (error) {
    // Without the folder there is nothing to write there: with a database, a mail server and a secret of its own, a hub needs none.
    if (Object(error).code === "ENOENT") return null;
    return `QUIRE_DIR cannot be written to: ${storageWords(error) ?? "it cannot be read"}. Mails in the outbox and the search index are not stored.`;
  }
}

function megabytes(bytes: number): string {
  return bytes >= 10e9 ? `${Math.round(bytes / 1e9)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

const clockSlack = minuteMs;

/**
 * Whether the clock of this machine and that of the database differ by over a minute, or the clock was set back so that the
 * worker's last runs lie in the future, in a sentence; null when all is well.
 */
export async function findClockTrouble(): Promise<string | null> {
  const before = Date.now();
  const [row] = await getDb().$queryRaw<{ now: Date; seen: Date | null }[]>`
    SELECT clock_timestamp() AS now,
      greatest((SELECT max(seen_at) FROM workers), (SELECT max(succeeded_at) FROM tasks)) AS seen`;
  const now = Date.now();
  if (!row) return null;
  const difference = Math.max(row.now.getTime() - now, before - row.now.getTime());
  if (difference > clockSlack)
    return `The clocks of this machine and of the database differ by ${counted(Math.round(difference / minuteMs), "minute")}. Set both by NTP.`;
  if (row.seen && row.seen.getTime() - now > clockSlack)
    return `The clock was set back: the worker last ran at ${utcMoment(row.seen)}, which is in the future. The hub corrects such times by itself within a minute.`;
  return null;
}

/** Whether this program and its database are of different versions, in a sentence; null when every migration is applied. */
export async function findMigrationTrouble(folder = resolve("prisma/migrations")): Promise<string | null> {
  const entries = await readdir(folder, { withFileTypes: true });
  const known = new Set(entries.filter((one) => one.isDirectory()).map(({ name }) => name));
  const rows = await getDb().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map(({ name }) => name));
  const missing = [...known].filter((name) => !applied.has(name)).length;
  const foreign = [...applied].filter((name) => !known.has(name)).length;
  if (missing > 0)
    return `The database lacks ${counted(missing, "migration")} of this program. Start the hub with \`npm start\`, which applies them.`;
  if (foreign === 0) return null;
  return `The database was migrated by a newer version of the hub (${counted(foreign, "migration")} unknown here). Update this program and start it again.`;
}
