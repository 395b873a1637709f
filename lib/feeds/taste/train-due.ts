import { forEachConcurrently, skipWhileRunning } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { embedTitles } from "@/lib/feeds/taste/being-read";
import { getReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { maxSigns, trainReader } from "@/lib/feeds/taste/train-reader";
import { untrainEverybody } from "@/lib/people/reader";

type Context = { now: Date; signal: AbortSignal };

/** The next run looks back this much further, because a transaction may commit later than the time it wrote. */
const overlap = { minutes: 2 };
/** Imported papers are embedded within days. */
const newlyRead = { days: 7 };
/** Two at once, so that one reader's training runs while another's waits for the database. */
const readersAtOnce = 2;

/**
 * Trains the readers who showed something of their taste since they were last trained, and everybody after the hub's
 * embedding model has changed. Reads only what was written since the last complete run. Ends when nobody is left or the
 * signal is aborted. Safe to repeat and to run beside other workers.
 * @returns how many readers were trained
 */
export const trainDueReaders = skipWhileRunning(trainAll, { trained: 0 });

async function trainAll({ now, signal }: Context): Promise<{ trained: number }> {
  const lastRun = await findSetting("taste-sweep");
  const embedder = (await getReferencePapers()).papers[0]?.features.model ?? null;
  // Models trained on another embedder's vectors cannot score papers any more.
  if (lastRun && lastRun.embedder !== embedder) await untrainEverybody();
  const titled = await embedTitles(signal);
  const [changed, read] = await Promise.all([
    listDue(lastRun ? new Date(lastRun.at) : new Date(0)),
    listNewlyRead(embedder, now),
  ]);
  const due = [...new Set([...titled, ...read, ...changed])];
  let trained = 0;
  await forEachConcurrently(due, readersAtOnce, async (id) => {
    if (!signal.aborted && (await trainReader(id, now)).kept) trained++;
  });
  const at = minus(now, overlap).toISOString();
  if (!signal.aborted) await saveSetting("taste-sweep", { at, embedder });
  return { trained };
}

/**
 * The ids of people with imported papers that got their vector after the last training: they are in none of their
 * interests. Those who imported more papers than a training reads are left out.
 */
async function listNewlyRead(embedder: string | null, now: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT s.user_id AS id FROM signals s JOIN enrichments e ON e.paper_id = s.paper_id AND e.vector IS NOT NULL
    JOIN users u ON u.id = s.user_id AND u.kind = 'person' JOIN readers r ON r.user_id = u.id AND r.learns
    WHERE s.kind = 'library' AND s.given_at > ${minus(now, newlyRead)} AND s.given_at > coalesce(r.reset_at, '-infinity')
      AND e.model = ${embedder}
      AND NOT EXISTS (SELECT 1 FROM interest_papers ip JOIN interests i ON i.id = ip.interest_id
        WHERE i.user_id = s.user_id AND ip.paper_id = s.paper_id)
      AND NOT EXISTS (SELECT 1 FROM taste_skips k
        WHERE k.user_id = s.user_id AND k.paper_id = s.paper_id AND k.skipped_at >= s.given_at)
      AND (SELECT count(*) FROM signals o WHERE o.user_id = s.user_id) <= ${maxSigns}
    GROUP BY s.user_id`;
  return rows.map(({ id }) => id);
}

/** The ids of people who did something after their last training, or were marked as untrained. */
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
