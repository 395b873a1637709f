import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { listedSql } from "@/lib/papers/conditions";

/** A link to a repository, with the ETag of the last answer. */
export type DueRepository = { url: string; etag: string | null };

const hottest = 1000;
const maxNew = 10_000;
const lately = { days: 7 };
/** A repository is asked for once a day, and an hour after it got no answer. */
const again = { answered: { days: 1 }, unanswered: { hours: 1 } };

/**
 * The GitHub repositories of papers shown lately that are due: of the 1,000 hottest papers, of those announced in the last
 * week, and of those that readers were shown on their own page or opened in the last week. The longest not asked for come
 * first, and among those never asked for the hottest papers'.
 */
export function listDueRepositories(now: Date, limit: number): Promise<DueRepository[]> {
  const since = minus(now, lately);
  return getDb().$queryRaw<DueRepository[]>`
    WITH shown AS (
      (SELECT id FROM papers p WHERE ${listedSql} ORDER BY heat DESC, id DESC LIMIT ${hottest})
      UNION (SELECT id FROM papers p WHERE ${listedSql} AND announced_at > ${since} ORDER BY announced_at DESC, id DESC LIMIT ${maxNew})
      UNION SELECT paper_id FROM impressions WHERE shown_at > ${since} OR opened_at > ${since})
    SELECT l.url, r.etag FROM shown s JOIN papers p ON p.id = s.id JOIN paper_links l ON l.paper_id = p.id
    LEFT JOIN repositories r ON r.url = l.url
    WHERE ${listedSql} AND l.kind = 'code' AND l.removed_at IS NULL AND l.url ~ '^https://github[.]com/[^/]+/[^/]+$'
      AND (r.asked_at IS NULL OR r.asked_at <= ${minus(now, again.answered)}
        OR (r.asked_at IS DISTINCT FROM r.checked_at AND r.asked_at <= ${minus(now, again.unanswered)}))
    GROUP BY l.url, r.etag, r.asked_at ORDER BY r.asked_at NULLS FIRST, max(p.heat) DESC, l.url LIMIT ${limit}`;
}
