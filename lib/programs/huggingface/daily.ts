import { getDb, Prisma } from "@/lib/base/db";
import { listFeed } from "@/lib/feeds/list-feed";
import { listedSql } from "@/lib/papers/conditions";
import type { DailyItemJson } from "@/lib/programs/huggingface/contract";
import { type DailyQuery, deepestRow } from "@/lib/programs/huggingface/contract-query";
import { toDailyItemJson } from "@/lib/programs/huggingface/paper-json";
import { listPaperRows } from "@/lib/programs/huggingface/paper-rows";

export type DailyPage = { items: DailyItemJson[]; more: boolean };

/**
 * A page of the daily feed, as `GET /api/daily_papers` gives it. By `publishedAt` the newest day comes first, and
 * within a day the hottest paper; by `trending` heat alone decides. Two queries.
 * @returns nothing for days in the future, unknown submitters, and pages past the end or past the 10,000th paper
 */
export async function listDaily(query: DailyQuery): Promise<DailyPage> {
  const skip = query.p * query.limit;
  if (skip >= deepestRow) return { items: [], more: false };
  const { ids, more } =
    query.sort === "trending" ? await listHottest(query, skip) : await listNewest(query, skip);
  const rows = await listPaperRows(ids);
  return { items: rows.map(toDailyItemJson), more: more && skip + query.limit < deepestRow };
}

type Ids = { ids: number[]; more: boolean };

async function listHottest({ period, submitter, limit }: DailyQuery, skip: number): Promise<Ids> {
  const feed = { order: "trending" as const, ...period, ...(submitter && { submitter }) };
  const { items, next } = await listFeed(feed, { viewer: null, limit, skip });
  return { ids: items.map(({ id }) => id), more: next !== null };
}

async function listNewest({ period, submitter, limit }: DailyQuery, skip: number): Promise<Ids> {
  const days = period
    ? Prisma.sql`AND day BETWEEN ${period.from}::date AND ${period.until}::date`
    : Prisma.empty;
  const from = submitter
    ? Prisma.sql`AND submitter_id = (SELECT id FROM users WHERE username = ${submitter.toLowerCase()})`
    : Prisma.empty;
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT id FROM papers p WHERE ${listedSql} ${days} ${from}
    ORDER BY day DESC, heat DESC, id DESC LIMIT ${limit + 1} OFFSET ${skip}`;
  return { ids: rows.slice(0, limit).map(({ id }) => id), more: rows.length > limit };
}
