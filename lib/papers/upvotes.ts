import { getDb, Prisma, plannedOnce, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { minus } from "@/lib/base/time";
import { listedSql, standingVoteSql } from "@/lib/papers/conditions";
import { addHeatSql, exponentSql } from "@/lib/papers/heat-sql";
import { recountPapers } from "@/lib/papers/recount";
import { untrainSql } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";
import { addJobSql } from "@/lib/queue/enqueue";
import type { UncountedReason } from "@/prisma/generated/enums";

/** Votes beyond this number within an hour are stored but not counted. */
export const votesPerHour = 60;

export type UpvoteState = { upvoted: boolean; upvotes: number; uncounted: UncountedReason | null };

/**
 * Upvotes a paper for the viewer; doing it again changes nothing. A vote that must not count is stored with the reason.
 * A single statement inserts the vote and updates the paper's heat, so that no concurrent vote is lost.
 * @param key the paper's public key
 * @returns the paper's count and the viewer's vote now
 * @throws AppError not-found
 */
export async function upvotePaper(viewer: Viewer, key: string, now = new Date()): Promise<UpvoteState> {
  const heat = addHeatSql(Prisma.sql`p.heat`, exponentSql(Prisma.sql`v.cast_at`, Prisma.sql`v.weight`));
  const counted = await getDb().$queryRaw<{ upvotes: number }[]>`
    ${plannedOnce} WITH v AS (
      INSERT INTO votes (paper_id, user_id, cast_at, uncounted_reason, uncounted_at)
      SELECT id, ${viewer.id}, ${now}, reason, CASE WHEN reason IS NOT NULL THEN ${now}::timestamptz END
      FROM (SELECT id, ${reasonSql(viewer, now)} AS reason FROM papers p WHERE key = ${key} AND ${listedSql}) target
      ON CONFLICT (paper_id, user_id, withdrawn_at) DO NOTHING
      RETURNING paper_id, cast_at, weight, uncounted_reason)
    UPDATE papers p SET heat = ${heat}, upvotes = p.upvotes + 1
    FROM v WHERE p.id = v.paper_id AND v.uncounted_reason IS NULL
    RETURNING p.upvotes, ${tellSql(viewer)}`;
  return counted[0]
    ? { upvoted: true, upvotes: counted[0].upvotes, uncounted: null }
    : getUpvoteState(viewer, key);
}

/** SQL that enqueues the job that announces the viewer's upvote of the paper `p`, if a webhook listens for its upvotes. */
function tellSql(viewer: Viewer): Prisma.Sql {
  const job = addJobSql("tell-of-upvote", {
    paperId: Prisma.sql`p.id`,
    voterId: Prisma.sql`${viewer.id}::int`,
  });
  return Prisma.sql`CASE WHEN EXISTS (
    SELECT 1 FROM webhooks WHERE event = 'upvote' AND disabled_at IS NULL AND user_id <> ${viewer.id} AND user_id = ANY (ARRAY(
      SELECT p.submitter_id UNION ALL SELECT user_id FROM claims WHERE paper_id = p.id AND status = 'verified')))
    THEN ${job} END`;
}

/**
 * Withdraws the viewer's upvote; without one nothing changes. Heat is recomputed from the remaining rows, because
 * subtracting in floating point loses precision when the vote is much larger than the rest.
 * @param key the paper's public key
 * @returns the paper's count and the viewer's vote now
 * @throws AppError not-found
 */
export async function takeBackUpvote(viewer: Viewer, key: string, now = new Date()): Promise<UpvoteState> {
  await getDb().$transaction(async (tx) => {
    const [paper] = await tx.$queryRaw<
      { id: number }[]
    >`SELECT id FROM papers WHERE key = ${key} FOR NO KEY UPDATE`;
    if (!paper || !(await withdraw(tx, paper.id, viewer.id, now))) return;
    await recountPapers(tx, [paper.id]);
    await tx.$executeRaw(untrainSql(Prisma.sql`${viewer.id}`));
  });
  return getUpvoteState(viewer, key);
}

async function getUpvoteState(viewer: Viewer, key: string): Promise<UpvoteState> {
  const [paper] = await getDb().$queryRaw<(UpvoteState & { id: number })[]>`
    ${plannedOnce} SELECT p.upvotes, v.id IS NOT NULL AS upvoted, v.uncounted_reason AS uncounted
    FROM papers p LEFT JOIN votes v ON v.paper_id = p.id AND v.user_id = ${viewer.id} AND ${standingVoteSql}
    WHERE p.key = ${key} AND ${listedSql}`;
  if (!paper) throw new AppError("not-found", "There is no such paper here.");
  return paper;
}

function reasonSql(viewer: Viewer, now: Date): Prisma.Sql {
  if (viewer.banned) return Prisma.sql`'banned'::"UncountedReason"`;
  const hourAgo = minus(now, { hours: 1 });
  return Prisma.sql`CASE
    WHEN EXISTS (SELECT 1 FROM claims c WHERE c.paper_id = p.id AND c.user_id = ${viewer.id} AND c.status = 'verified')
      THEN 'own_paper'::"UncountedReason"
    WHEN (SELECT count(*) FROM (SELECT 1 FROM votes WHERE user_id = ${viewer.id} AND cast_at > ${hourAgo} LIMIT ${votesPerHour}) r)
      >= ${votesPerHour} THEN 'rate'::"UncountedReason" END`;
}

function withdraw(tx: Tx, paperId: number, userId: number, now: Date): Promise<number> {
  // Each withdrawal gets a time of its own: equal times would violate the unique index on votes.
  return tx.$executeRaw`
    UPDATE votes v SET withdrawn_at = greatest(${now}::timestamptz, cast_at, (SELECT max(w.withdrawn_at) + interval '1 microsecond'
      FROM votes w WHERE w.paper_id = ${paperId} AND w.user_id = ${userId}))
    WHERE paper_id = ${paperId} AND user_id = ${userId} AND ${standingVoteSql}`;
}
