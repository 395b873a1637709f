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
 * Writes one row, so that a full or read-only database is noticed without a reader's help, and so that the trouble ends when
 * its cause is gone. A single row may still fit on a full disk; therefore a failed write is remembered for a minute.
 */
export async function probeStorage(now: Date): Promise<void> {
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
