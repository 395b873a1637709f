import { AppError } from "@/lib/base/errors";
import { saveSetting } from "@/lib/base/settings";
import { storageWords } from "@/lib/base/storage-failures";
import { minuteMs } from "@/lib/base/time";
import { endTrouble, listNotedTroubles, noteTrouble } from "@/lib/base/troubles";

const retrySeconds = 60;

/**
 * What a reader is told when an error kept the hub from storing something. The trouble is noted for /health and the admins.
 * @returns null for any other error
 */
export function storageAppError(error: unknown): AppError | null {
  const reason = storageWords(error);
  if (reason === null) return null;
  void noteStorageTrouble(reason, error, new Date());
  const sentence = `The hub cannot store anything at the moment (${reason}). Nothing was changed; please try again later.`;
  return new AppError("unavailable", sentence, retrySeconds);
}

/**
 * Waits for a write on which nobody's reading may depend, such as when a session was last used. If nothing can be stored, the
 * trouble is noted, and that is all.
 */
export async function storeIfPossible(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (storageAppError(error) === null) throw error;
  });
}

/** How often a process writes a row to see whether anything can be stored. */
const probeEveryMs = 10_000;

let probed: { at: Date; ended: Promise<void> } | null = null;

/**
 * Writes one row, so that a full or read-only database is noticed without a reader's help, and so that the trouble ends when
 * its cause is gone: at most every ten seconds, however often it is called. A single row may still fit on a full disk;
 * therefore a failed write is remembered for a minute.
 */
export function probeStorage(now: Date): Promise<void> {
  if (probed && Math.abs(now.getTime() - probed.at.getTime()) < probeEveryMs) return probed.ended;
  const ended = tryToStore(now);
  probed = { at: now, ended };
  // What a probe met that has nothing to do with storing, such as a lost connection, is not kept.
  ended.catch(() => {
    probed = null;
  });
  return ended;
}

async function tryToStore(now: Date): Promise<void> {
  try {
    await saveSetting("storage-probe", now.toISOString());
  } catch (error) {
    const reason = storageWords(error);
    if (reason === null) throw error;
    return noteStorageTrouble(reason, error, now);
  }
  const noted = (await listNotedTroubles()).find(({ kind }) => kind === "storage");
  if (noted && Math.abs(now.getTime() - noted.lastAt.getTime()) > minuteMs) await endTrouble("storage");
}

function noteStorageTrouble(reason: string, error: unknown, now: Date): Promise<void> {
  return noteTrouble("storage", `Nothing can be stored: ${reason}. Pages can still be read.`, error, now);
}
