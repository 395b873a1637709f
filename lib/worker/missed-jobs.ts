import { getDb, Prisma } from "@/lib/base/db";
import { deleteSetting, lockSetting } from "@/lib/base/settings";
import { countedVoteSql, listedSql, visibleCommentSql } from "@/lib/papers/conditions";
import { arrivalSql, newsSql } from "@/lib/papers/news";
import { addJobSql } from "@/lib/queue/enqueue";

/**
 * Adds the jobs for events that an earlier version of the hub had not handled before the upgrade: it polled for news every
 * minute instead of adding jobs, and had handled everything up to the time in the setting "notified-until". Does this
 * once; two workers that start at the same moment wait for each other.
 */
export async function addMissedJobs(): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const until = await lockSetting(tx, "notified-until");
    if (until === null) return;
    const since = new Date(until);
    await tx.$queryRaw`
      SELECT ${addJobSql("tell-of-comments", { commentIds: Prisma.sql`json_agg(c.id ORDER BY c.id)` })}
      FROM comments c WHERE c.created_at > ${since} AND ${visibleCommentSql} HAVING count(*) > 0`;
    await tx.$queryRaw`
      SELECT ${addJobSql("tell-of-papers", { paperIds: Prisma.sql`json_agg(p.id ORDER BY p.id)` })}
      FROM papers p WHERE ${arrivalSql} > ${since} AND ${listedSql} AND ${newsSql} HAVING count(*) > 0`;
    await tx.$queryRaw`
      SELECT ${addJobSql("tell-of-changes", { paperIds: Prisma.sql`json_agg(DISTINCT p.id)` })}
      FROM papers p JOIN follows f ON f.kind = 'paper' AND f.ref = p.key
      WHERE p.updated_at > ${since} AND ${listedSql} HAVING count(*) > 0`;
    await tx.$queryRaw`
      SELECT ${addJobSql("tell-of-upvote", { paperId: Prisma.sql`v.paper_id`, voterId: Prisma.sql`v.user_id` })}
      FROM votes v WHERE v.cast_at > ${since} AND v.user_id IS NOT NULL AND ${countedVoteSql}
        AND EXISTS (SELECT 1 FROM webhooks w WHERE w.event = 'upvote' AND w.disabled_at IS NULL)`;
    await deleteSetting(tx, "notified-until");
  });
}
