import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { minus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import { assertAdmin } from "@/lib/queue/jobs";

export type Troubled = {
  id: number;
  /** Failed: given up. Doubtful: the mail server may have taken it. */
  state: "failed" | "doubtful";
  email: string;
  feed: string;
  period: string;
  dueAt: Date;
  attempts: number;
  error: string | null;
};

const mostTroubled = 50;

/** Digests that an admin may look after, the latest first, at most 50. @throws AppError forbidden */
export async function listTroubled(viewer: Viewer): Promise<Troubled[]> {
  assertAdmin(viewer);
  return getDb().$queryRaw<Troubled[]>`
    SELECT d.id, d.state, s.email, s.feed, d.period, d.due_at AS "dueAt", d.attempts, d.error
    FROM digests d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.state IN ('failed', 'doubtful')
    ORDER BY d.due_at DESC, d.id DESC LIMIT ${mostTroubled}`;
}

/**
 * Sends a digest that failed or is doubtful, as if it were due now; again, or for one that is neither, changes nothing.
 * @throws AppError forbidden, not-found
 */
export async function retryDigest(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  await assertDigest(viewer, id);
  await sendAgain(Prisma.sql`d.id = ${id} AND d.state IN ('failed', 'doubtful')`, now);
}

/** Sends all digests again that failed and were due in the last day. @returns how many @throws AppError forbidden */
export async function retryFailed(viewer: Viewer, now = new Date()): Promise<number> {
  assertAdmin(viewer);
  return sendAgain(Prisma.sql`d.state = 'failed' AND d.due_at > ${minus(now, { days: 1 })}`, now);
}

/** Lets a digest go that failed or is doubtful; again changes nothing. @throws AppError forbidden, not-found */
export async function skipDigest(viewer: Viewer, id: number): Promise<void> {
  await assertDigest(viewer, id);
  await getDb().digest.updateMany({
    where: { id, state: { in: ["failed", "doubtful"] } },
    data: { state: "skipped", nextAttemptAt: null },
  });
}

function sendAgain(which: Prisma.Sql, now: Date): Promise<number> {
  return getDb().$executeRaw`
    UPDATE digests d SET attempts = 0, error = NULL, due_at = ${now}, next_attempt_at = ${now},
      state = CASE WHEN EXISTS (SELECT 1 FROM digest_papers p WHERE p.digest_id = d.id)
        THEN 'composed'::"DigestState" ELSE 'due' END
    WHERE ${which}`;
}

async function assertDigest(viewer: Viewer, id: number): Promise<void> {
  assertAdmin(viewer);
  if (!(await getDb().digest.findUnique({ where: { id }, select: { id: true } })))
    throw new AppError("not-found", "There is no such digest.");
}
