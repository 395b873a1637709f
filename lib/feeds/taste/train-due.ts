import { forEachConcurrently, skipWhileRunning } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { getOthers } from "@/lib/feeds/taste/reference-papers";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { untrainEverybody } from "@/lib/people/reader";

type Context = { now: Date; signal: AbortSignal };

/** A transaction may commit this much later than the time that it wrote. */
const overlap = { minutes: 2 };
/** While one reader's training waits for the database, another's goes on. */
const readersAtOnce = 2;

/**
 * Trains the readers who gave a sign of their taste since they were last trained, and everybody once the hub has another
 * language model. Looks only at what was written since the last run that left nobody out. Ends when nobody is left or
 * the signal is aborted; safe to repeat, and beside other workers.
 * @returns how many readers were trained
 */
export const trainDueReaders = skipWhileRunning(trainAll, { trained: 0 });

async function trainAll({ now, signal }: Context): Promise<{ trained: number }> {
  const known = await findSetting("taste-sweep");
  const embedder = (await getOthers()).papers[0]?.features.model ?? null;
  // What was trained on another model's vectors says nothing of papers any more.
  if (known && known.embedder !== embedder) await untrainEverybody();
  const due = await listDue(known ? new Date(known.at) : new Date(0));
  let trained = 0;
  await forEachConcurrently(due, readersAtOnce, async (id) => {
    if (!signal.aborted && (await trainReader(id, now)).kept) trained++;
  });
  const at = minus(now, overlap).toISOString();
  if (!signal.aborted) await saveSetting("taste-sweep", { at, embedder });
  return { trained };
}

/** Persons with signs newer than their training, and those of whom something was taken back. */
async function listDue(since: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT u.id FROM (
      SELECT user_id, max(at) AS at FROM (
        SELECT user_id, cast_at AS at FROM votes WHERE cast_at > ${since}
        UNION ALL SELECT user_id, saved_at FROM saves WHERE saved_at > ${since}
        UNION ALL SELECT user_id, given_at FROM signals WHERE given_at > ${since}
        UNION ALL SELECT user_id, created_at FROM taste_texts WHERE created_at > ${since}) signs
      GROUP BY user_id
      UNION ALL SELECT user_id, 'infinity' FROM readers WHERE trained_at IS NULL) due
    JOIN users u ON u.id = due.user_id AND u.kind = 'person' LEFT JOIN readers r ON r.user_id = u.id
    WHERE coalesce(r.learns, true) AND (r.trained_at IS NULL OR due.at > r.trained_at - interval '1 minute')
    GROUP BY u.id`;
  return rows.map(({ id }) => id);
}
