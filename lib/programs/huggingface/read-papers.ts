import type { z } from "zod";
import { getDb, Prisma } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { momentOf, writeCursor } from "@/lib/feeds/cursor";
import type { Feed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { listedSql } from "@/lib/papers/conditions";
import { listCommentsJson } from "@/lib/programs/huggingface/comments";
import type { DailyItemJson, PaperInfoJson, PaperJson } from "@/lib/programs/huggingface/contract";
import {
  findPaperRow,
  listPaperRows,
  toDailyItemJson,
  toPaperInfoJson,
  toPaperJson,
} from "@/lib/programs/huggingface/paper-json";
import { hubName } from "@/lib/programs/huggingface/people";
import {
  type DailyQuery,
  deepestRow,
  type MoreField,
  type papersQuery,
  type searchPapersQuery,
} from "@/lib/programs/huggingface/requests";

type DailyPage = { items: DailyItemJson[]; more: boolean };

/**
 * A page of the daily feed, as `GET /api/daily_papers` gives it. By `publishedAt` the newest day comes first, and
 * within a day the hottest paper; by `trending` only heat counts. A page is a range of rows, so a vote between two
 * requests may move a paper to another page. Two queries.
 * @returns nothing for days in the future, unknown submitters, and pages past the end or past the 10,000th paper
 */
export async function listDaily(query: DailyQuery): Promise<DailyPage> {
  const skip = query.p * query.limit;
  if (skip >= deepestRow) return { items: [], more: false };
  const { ids, more } = await listIds(query, skip);
  const rows = await listPaperRows(ids);
  return { items: rows.map(toDailyItemJson), more: more && skip + query.limit < deepestRow };
}

const orders = {
  trending: Prisma.sql`heat DESC, id DESC`,
  publishedAt: Prisma.sql`day DESC, heat DESC, id DESC`,
};

async function listIds(
  { period, submitter, sort, limit }: DailyQuery,
  skip: number,
): Promise<{ ids: number[]; more: boolean }> {
  const days = period
    ? Prisma.sql`AND day BETWEEN ${period.from}::date AND ${period.until}::date`
    : Prisma.empty;
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT id FROM papers p WHERE ${listedSql} ${days} ${submitterSql(submitter)}
    ORDER BY ${orders[sort]} LIMIT ${limit + 1} OFFSET ${skip}`;
  return { ids: rows.slice(0, limit).map(({ id }) => id), more: rows.length > limit };
}

/** The condition on who submitted a paper; the hub itself stands for those that nobody submitted, such as imported ones. */
function submitterSql(username: string | undefined): Prisma.Sql {
  if (!username) return Prisma.empty;
  if (username === hubName) return Prisma.sql`AND submitter_id IS NULL`;
  return Prisma.sql`AND submitter_id = (SELECT id FROM users WHERE username = ${username})`;
}

type PapersPage = { items: PaperJson[]; next: string | null };

/** All listed papers, the latest publication first, page by page, as `GET /api/papers` gives them. Two queries. */
export async function listByDate({ cursor, limit }: z.output<typeof papersQuery>): Promise<PapersPage> {
  const start = cursor
    ? Prisma.sql`AND (published_at, id) < (${momentOf(cursor)}, ${cursor.id})`
    : Prisma.empty;
  const rows = await getDb().$queryRaw<{ id: number; publishedAt: Date }[]>`
    SELECT id, published_at AS "publishedAt" FROM papers p WHERE ${listedSql} ${start}
    ORDER BY published_at DESC, id DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    items: (await listPaperRows(page.map(({ id }) => id))).map(toPaperJson),
    next: more ? writeCursor({ value: last.publishedAt.getTime(), id: last.id, seen: 0 }) : null,
  };
}

// The length of a page of a feed.
const pageSize = 100;

/** The papers found by meaning and words, best first, as `GET /api/papers/search` gives them. An id finds its paper. */
export async function searchPapers({
  q,
  limit,
}: z.output<typeof searchPapersQuery>): Promise<DailyItemJson[]> {
  const feed: Feed = { kind: "search", search: { q, sort: "relevance" } };
  const first = await listFeed(feed, { viewer: null, limit: Math.min(limit, pageSize) });
  const rest = limit - pageSize;
  const second =
    rest > 0 && first.next ? await listFeed(feed, { viewer: null, limit: rest, after: first.next }) : null;
  const found = [...first.items, ...(second?.items ?? [])];
  return (await listPaperRows(found.map(({ id }) => id))).map(toDailyItemJson);
}

/** One paper, as `GET /api/papers/{id}` gives it, with the further fields that the query names. @throws AppError not-found */
export async function getPaperInfo(key: string, fields: readonly MoreField[] = []): Promise<PaperInfoJson> {
  const row = await findPaperRow(key);
  if (!row) throw new AppError("not-found", "There is no such paper here.");
  return {
    ...toPaperInfoJson(row),
    ...(fields.includes("comments") && { comments: await listCommentsJson(row.id) }),
    ...(fields.includes("submissionDeadline") && { submissionDeadline: null }),
  };
}
