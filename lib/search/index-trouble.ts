import { getConfig } from "@/lib/base/config";
import { utcMoment } from "@/lib/base/date-words";
import { getDb } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";
import { countFound, progressWords } from "@/lib/search/index-progress";

/** A paper can be found at the latest this long after it arrived; a longer wait is said. */
const lateAfter = { minutes: 30 };

/**
 * How many papers can be found, in a sentence, if some that arrived over half an hour ago cannot be found completely yet;
 * null when there are none. Counts only if the last complete round of indexing is older than that.
 */
export async function findIndexTrouble(now: Date): Promise<string | null> {
  const late = minus(now, lateAfter);
  const sweep = await findSetting("search-sweep");
  if (sweep && new Date(sweep.at) > late) return null;
  const [row] = await getDb().$queryRaw<{ late: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM papers p LEFT JOIN enrichments e ON e.paper_id = p.id
      WHERE ${listedSql} AND p.created_at < ${late} AND e.vector_at IS NULL) AS late`;
  return row?.late ? `Still indexing: ${progressWords(await countFound(sweep?.model))}` : null;
}

/** Whether the server that writes summaries has failed, in a sentence; null when it answers or none is configured. */
export async function findSummaryTrouble(): Promise<string | null> {
  const rest = getConfig().SUMMARY_URL ? await findSetting("summary-rest") : null;
  if (!rest || rest.failures === 0) return null;
  const tries = rest.failures === 1 ? "once" : `${rest.failures} times in a row`;
  return `The summary server failed ${tries}, so that new papers get no summaries. It is asked again at ${utcMoment(new Date(rest.until))}; check SUMMARY_URL and SUMMARY_KEY.`;
}
