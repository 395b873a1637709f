import { utcMoment } from "@/lib/base/date-words";
import { getDb } from "@/lib/base/db";
import { counted } from "@/lib/base/text";
import { minus } from "@/lib/base/time";

const lateAfter = { hours: 1 };

type Row = { late: number; oldest: Date | null; failed: number; doubtful: number };

/** Whether digests are late, or wait for an admin's decision, in one or two sentences; null when all is well. */
export async function findDigestTrouble(now: Date): Promise<string | null> {
  const [row] = await getDb().$queryRaw<Row[]>`
    SELECT count(*) FILTER (WHERE ${minus(now, lateAfter)} > due_at AND state IN ('due', 'composed', 'sending'))::int AS late,
      min(due_at) FILTER (WHERE state IN ('due', 'composed', 'sending')) AS oldest,
      count(*) FILTER (WHERE state = 'failed')::int AS failed, count(*) FILTER (WHERE state = 'doubtful')::int AS doubtful
    FROM digests WHERE state IN ('due', 'composed', 'sending', 'failed', 'doubtful')`;
  if (!row) return null;
  const sentences = [];
  if (row.late > 0 && row.oldest)
    sentences.push(
      `${counted(row.late, "digest")} should have been sent over an hour ago, the first at ${utcMoment(row.oldest)}.`,
    );
  if (row.failed + row.doubtful > 0)
    sentences.push(
      `Of the digests, ${row.failed} failed and ${row.doubtful} may not have arrived: /admin/digests lists them.`,
    );
  return sentences.join(" ") || null;
}
