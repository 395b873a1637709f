import { getDb } from "@/lib/base/db";
import { leaseEnd } from "@/lib/digests/patience";

/** Some digests to compose (`due`) or to send (`composed`), which no other worker takes meanwhile. */
export async function takeDigests(state: "due" | "composed", now: Date, most: number): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    WITH free AS MATERIALIZED (
      SELECT id FROM digests WHERE next_attempt_at <= ${now} AND state = ${state}::"DigestState"
      ORDER BY next_attempt_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE digests d SET next_attempt_at = ${leaseEnd(now)} FROM free WHERE d.id = free.id RETURNING d.id`;
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

/** Lets go of digests that were taken and not begun. */
export async function letGo(ids: number[], now: Date): Promise<void> {
  await getDb().digest.updateMany({
    where: { id: { in: ids }, state: "composed" },
    data: { nextAttemptAt: now },
  });
}
