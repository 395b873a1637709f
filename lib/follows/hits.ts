import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { dayMs, isoDay, minus, minuteMs } from "@/lib/base/time";
import { readSearch } from "@/lib/follows/targets";
import { listedSql } from "@/lib/papers/conditions";
import { arrivalSql, newsDays } from "@/lib/papers/news";
import { canEmbed } from "@/lib/search/embedding/embed";
import { findRecent, findRecentLike } from "@/lib/search/recent-matches";
import { toSearchRequest } from "@/lib/search/search-params";
import { searchedUntil } from "@/lib/search/searched-until";
import type { FollowKind } from "@/prisma/generated/enums";

/** Searches and texts looked up in one run, and for how long; the rest follows in the next. */
const maxLookups = 500;
const maxRunMs = 30_000;

/** A transaction that wrote papers may commit this much later than the time it wrote down. */
const overlapMs = 10 * minuteMs;

/** What several people may follow collaborative: it is looked up once for all of them. */
type Wanted = { kind: FollowKind; ref: string; since: Date; ids: number[] };
type Context = { now: Date; signal: AbortSignal };

/**
 * Looks up followed searches and texts where papers came since they were last looked up, those whose turn was longest ago
 * first, and notes what they found. Only what the search table knows whole counts as looked through.
 */
export async function findHits({ now, signal }: Context): Promise<{ looked: number; found: number }> {
  const total = { looked: 0, found: 0 };
  const until = await searchedUntil({ since: minus(now, { days: newsDays }), until: now });
  const newest = await findNewest(until);
  if (!newest) return total;
  const end = Date.now() + maxRunMs;
  for (const wanted of await listDue(newest)) {
    if (signal.aborted || Date.now() > end) break;
    // First of all: one that fails, or ends the worker, has had its turn and stands behind all others.
    await getDb().follow.updateMany({ where: { id: { in: wanted.ids } }, data: { lookedAt: now } });
    total.found += await lookUp(wanted, newest, now).catch((error: unknown) => {
      getLog().warn({ err: error, kind: wanted.kind }, "followed search not looked up");
      return 0;
    });
    total.looked += 1;
  }
  return total;
}

/** When the last paper came that can be found. */
async function findNewest(until: Date): Promise<Date | null> {
  const [row] = await getDb().$queryRaw<{ at: Date | null }[]>`
    SELECT max(${arrivalSql}) AS at FROM papers p
    WHERE ${listedSql} AND p.announced_at > ${minus(until, { days: newsDays })} AND ${arrivalSql} <= ${until}`;
  return row?.at ?? null;
}

async function listDue(newest: Date): Promise<Wanted[]> {
  const kinds = (await canEmbed()) ? ["search", "text"] : ["search"];
  return getDb().$queryRaw<Wanted[]>`
    SELECT kind, ref, min(found_until) AS since, array_agg(id) AS ids FROM follows
    WHERE kind = ANY(${kinds}::"FollowKind"[]) AND found_until < ${newest}
    GROUP BY kind, ref ORDER BY min(looked_at) NULLS FIRST, since LIMIT ${maxLookups}`;
}

/** @returns how many hits were noted */
async function lookUp({ kind, ref, since, ids }: Wanted, newest: Date, now: Date): Promise<number> {
  const from = new Date(Math.max(since.getTime(), newest.getTime() - newsDays * dayMs) - overlapMs);
  const day = dayBefore(from);
  const found =
    kind === "text"
      ? await findRecentLike(ref, day)
      : await findRecent(toSearchRequest(readSearch(ref)), day, now);
  const noted = await getDb().$executeRaw`
    INSERT INTO follow_hits (follow_id, paper_id, found_at)
    SELECT f.id, p.id, ${now}::timestamptz FROM papers p, follows f
    WHERE f.id = ANY(${ids}) AND p.id = ANY(${found}) AND ${listedSql}
      AND p.announced_at > ${minus(from, { days: newsDays })} AND ${arrivalSql} > ${from} AND ${arrivalSql} <= ${newest}
    ON CONFLICT (follow_id, paper_id) DO NOTHING`;
  await getDb().follow.updateMany({ where: { id: { in: ids } }, data: { foundUntil: newest } });
  return noted;
}

/** The day before the oldest paper that may be news since a moment. */
function dayBefore(from: Date): string {
  return isoDay(minus(from, { days: newsDays + 1 }));
}
