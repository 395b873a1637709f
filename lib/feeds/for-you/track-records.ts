import { getDb, Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { countedVoteSql, listedSql } from "@/lib/papers/conditions";

/** How much more than usual the earlier papers of a paper's authors were upvoted on this hub. */
export type TrackRecord = {
  /** log2 of how many times the usual upvotes are to be expected of the paper; above 0. */
  heat: number;
  /** The author who counts most, and how many others count. */
  authorSlug: string;
  others: number;
  /** log2 of how many times as often as usual their earlier papers were upvoted. */
  above: number;
};

/** After this many days a paper's own upvotes tell everything. */
const recentDays = 14;
/** What is usual: the mean over the papers of so many days before the paper's own day. */
const usualDays = 30;
/** An earlier paper counts once it is a day old, because most of its upvotes come in that time. */
const ripe = Prisma.sql`interval '1 day'`;
/** The latest papers of each author that count, and how many authors of a paper are looked at. */
const maxPapers = 30;
const maxAuthors = 30;
/** So many papers of usual upvotes are added to those of an author: one success and a common name tell little. */
const shrink = 3;
/** The authors with the best records; their mean counts. */
const bestAuthors = 3;
/**
 * How much the mean tells about the paper itself. This and `shrink` were fitted on the daily feed before October 2025; on
 * later days the record has a rank correlation of .51 with the upvotes of the paper's first day (`npm run bench -- taste-replay`).
 */
const slope = 1.8;
/** At most eight times the usual upvotes are expected of a paper, whoever wrote it. */
export const maxRecord = 3;

const batch = 200;

type Context = { now: Date; signal: AbortSignal };

/**
 * Finds the track records of recent papers that have none, and again of those found over a day ago, because votes may have
 * stopped counting. Only papers and votes from before a paper count, so its own upvotes never do. Older records are deleted.
 * Ends when nothing is left or on `signal`; safe to repeat.
 * @returns how many records were found
 */
export async function findTrackRecords({ now, signal }: Context): Promise<{ found: number }> {
  const since = minus(now, { days: recentDays });
  let found = 0;
  while (!signal.aborted) {
    const ids = await listDue(since, now);
    if (ids.length === 0) break;
    found += await findRecordsOf(ids, now);
  }
  await getDb().$executeRaw`
    DELETE FROM track_records r USING papers p WHERE p.id = r.paper_id AND p.announced_at <= ${since}`;
  return { found };
}

async function listDue(since: Date, now: Date): Promise<number[]> {
  const dayAgo = minus(now, { days: 1 });
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT p.id FROM papers p LEFT JOIN track_records r ON r.paper_id = p.id
    WHERE ${listedSql} AND p.announced_at > ${since} AND p.announced_at <= ${now} AND (r.found_at IS NULL OR r.found_at < ${dayAgo})
    ORDER BY p.announced_at DESC LIMIT ${batch}`;
  return rows.map(({ id }) => id);
}

function findRecordsOf(ids: number[], now: Date): Promise<number> {
  return getDb().$executeRaw`
    WITH target AS MATERIALIZED (
      SELECT id, announced_at, date_trunc('day', announced_at, 'UTC') AS day, author_slugs[1:${maxAuthors}::int] AS slugs
      FROM papers WHERE id = ANY(${ids})),
    usual AS MATERIALIZED (
      SELECT day, avg(ln(1 + upvotes) / ln(2)) AS log FROM (
        SELECT d.day, count(v.id)::float8 AS upvotes FROM (SELECT DISTINCT day FROM target) d
        JOIN papers p ON p.announced_at < d.day AND p.announced_at >= d.day - make_interval(days => ${usualDays}::int) AND ${listedSql}
        LEFT JOIN votes v ON v.paper_id = p.id AND v.cast_at < d.day AND ${countedVoteSql}
        GROUP BY d.day, p.id) counts
      GROUP BY day),
    earlier AS (
      SELECT t.id, t.day, w.slug, (SELECT count(*)::float8 FROM votes v
        WHERE v.paper_id = q.id AND v.cast_at < t.announced_at AND ${countedVoteSql}) AS upvotes
      FROM target t CROSS JOIN LATERAL (SELECT DISTINCT unnest(t.slugs) AS slug) w
      CROSS JOIN LATERAL (
        SELECT p.id FROM papers p
        WHERE p.author_slugs @> ARRAY[w.slug] AND p.announced_at <= t.announced_at - ${ripe} AND ${listedSql}
        ORDER BY p.announced_at DESC LIMIT ${maxPapers}) q),
    authors AS (
      SELECT id, slug, papers, above, above / (papers + ${shrink}) AS record,
        row_number() OVER (PARTITION BY id ORDER BY above / (papers + ${shrink}) DESC, slug) AS place
      FROM (SELECT e.id, e.slug, count(*) AS papers, sum(ln(1 + e.upvotes) / ln(2) - u.log) AS above
        FROM earlier e JOIN usual u USING (day) GROUP BY 1, 2) sums
      WHERE above > 0)
    INSERT INTO track_records AS r (paper_id, heat, author_slug, others, above, found_at)
    SELECT t.id, least(${maxRecord}, ${slope} * coalesce(sum(a.record), 0) / greatest(1, least(${bestAuthors}, cardinality(t.slugs)))),
      (array_agg(a.slug ORDER BY a.place))[1], greatest(0, count(a.slug) - 1), coalesce(sum(a.above) / sum(a.papers), 0), ${now}
    FROM target t LEFT JOIN authors a ON a.id = t.id AND a.place <= ${bestAuthors}
    GROUP BY t.id, t.slugs
    ON CONFLICT (paper_id) DO UPDATE SET heat = excluded.heat, author_slug = excluded.author_slug,
      others = excluded.others, above = excluded.above, found_at = excluded.found_at`;
}
