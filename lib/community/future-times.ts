import { impossibleAfter } from "@/lib/base/clock";
import { getDb } from "@/lib/base/db";

/**
 * Corrects comments and claims whose times lie in the future, because the clock was wrong when they were stored.
 * @returns the ids of the papers with such comments, whose heat the caller recounts
 */
export async function correctComments(now: Date): Promise<number[]> {
  const limit = impossibleAfter(now);
  const comments = await getDb().$queryRaw<{ paperId: number }[]>`
    UPDATE comments SET created_at = ${now}, deleted_at = least(deleted_at, ${now})
    WHERE created_at > ${limit} RETURNING paper_id AS "paperId"`;
  await getDb().$executeRaw`
    UPDATE claims SET created_at = least(created_at, ${now}), decided_at = least(decided_at, ${now})
    WHERE created_at > ${limit} OR decided_at > ${limit}`;
  return [...new Set(comments.map(({ paperId }) => paperId))];
}
