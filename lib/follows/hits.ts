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

/** How many searches and texts one run covers, and for how many milliseconds it goes on; the next run continues. */
const maxLookups = 500;
const maxRunMs = 30_000;

/** A transaction may commit this much later than the time that it stores with its papers, so this much is searched again. */
const overlapMs = 10 * minuteMs;

/** A search or text with the ids of all its follows: people who follow the same one share a lookup. */
type FollowedSearch = { kind: FollowKind; ref: string; since: Date; ids: number[] };
type Context = { now: Date; signal: AbortSignal };

/**
 * Runs followed searches and texts if papers have arrived since their last run, longest waiting first, and stores what
 * they find. Papers count as searched only up to the time to which the search table is complete.
 * @returns how many searches and texts were run, and how many new hits were stored
 */
export async function findHits({ now, signal }: Context): Promise<{ looked: number; found: number }> {
  const total = { looked: 0, found: 0 };
  const until = await searchedUntil({ since: minus(now, { days: newsDays }), until: now });
  const newest = await findNewest(until);
  if (!newest) return total;
  const end = performance.now() + maxRunMs;
  for (const search of await listDue(newest)) {
    if (signal.aborted || performance.now() > end) break;
    // Written before the lookup, so that a search that fails or kills the worker goes to the end of the queue.
    await getDb().follow.updateMany({ where: { id: { in: search.ids } }, data: { lookedAt: now } });
    total.found += await lookUp(search, newest, now).catch((error: unknown) => {
      getLog().warn({ err: error, kind: search.kind }, "followed search not looked up");
      return 0;
    });
    total.looked += 1;
  }
  return total;
}

/** When the latest searchable paper arrived; null if there is none. */
async function findNewest(until: Date): Promise<Date | null> {
  const [row] = await getDb().$queryRaw<{ at: Date | null }[]>`
    SELECT max(${arrivalSql}) AS at FROM papers p
    WHERE ${listedSql} AND p.announced_at > ${minus(until, { days: newsDays })} AND ${arrivalSql} <= ${until}`;
  return row?.at ?? null;
}

async function listDue(newest: Date): Promise<FollowedSearch[]> {
  const kinds = (await canEmbed()) ? ["search", "text"] : ["search"];
  return getDb().$queryRaw<FollowedSearch[]>`
    SELECT kind, ref, min(found_until) AS since, array_agg(id) AS ids FROM follows
    WHERE kind = ANY(${kinds}::"FollowKind"[]) AND found_until < ${newest}
    GROUP BY kind, ref ORDER BY min(looked_at) NULLS FIRST, since LIMIT ${maxLookups}`;
}

/** Runs one search or text. @returns how many new hits were stored */
async function lookUp({ kind, ref, since, ids }: FollowedSearch, newest: Date, now: Date): Promise<number> {
  const from = new Date(Math.max(since.getTime(), newest.getTime() - newsDays * dayMs) - overlapMs);
  const day = dayBefore(from);
  const found =
    kind === "text"
      ? await findRecentLike(ref, day)
      : await findRecent(toSearchRequest(readSearch(ref)), day, now);
  const added = await getDb().$executeRaw`
    INSERT INTO follow_hits (follow_id, paper_id, found_at)
    SELECT f.id, p.id, ${now}::timestamptz FROM papers p, follows f
    WHERE f.id = ANY(${ids}) AND p.id = ANY(${found}) AND ${listedSql}
      AND p.announced_at > ${minus(from, { days: newsDays })} AND ${arrivalSql} > ${from} AND ${arrivalSql} <= ${newest}
    ON CONFLICT (follow_id, paper_id) DO NOTHING`;
  await getDb().follow.updateMany({ where: { id: { in: ids } }, data: { foundUntil: newest } });
  return added;
}

/** A day before the announcement of every paper that can count as news after `from`. */
function dayBefore(from: Date): string {
  return isoDay(minus(from, { days: newsDays + 1 }));
}
