import { getDb } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import type { ParsedQuery } from "@/lib/search/query";
import { dayNumber } from "@/lib/search/rows";
import type { SearchRequest } from "@/lib/search/schema";

// Naming more papers than this costs the engine longer than sorting them out afterwards.
const mostNamed = 5000;

export type Filter = {
  /** Condition on the search table's columns, or null for none. */
  sql: string | null;
  /** Whether nothing can be found at all. */
  empty: boolean;
  /** Upvotes that must be looked at once the papers are fetched. */
  upvotes: number;
};

/**
 * What the search table has to leave out. Upvotes change too often to be kept there: where few papers have enough of
 * them, these are named, otherwise they are looked at afterwards.
 */
export async function findFilter(request: SearchRequest, query: ParsedQuery): Promise<Filter> {
  const named = request.upvotes ? await listUpvoted(request.upvotes) : null;
  const from = latest(request.from, query.from);
  const until = earliest(request.until, query.until);
  const parts = [
    request.topic && hasAny([request.topic]),
    query.topics.length && hasAny(query.topics),
    query.notTopics.length && `NOT ${hasAny(query.notTopics)}`,
    from && `day >= ${dayNumber(new Date(from))}`,
    until && `day <= ${dayNumber(new Date(until))}`,
    request.hasCode && "code = true",
    named && named.length > 0 && `id IN (${named.join(",")})`,
  ].filter((one) => typeof one === "string");
  return {
    sql: parts.length ? parts.join(" AND ") : null,
    empty: named?.length === 0,
    upvotes: request.upvotes ?? 0,
  };
}

/** Ids of the papers with that many upvotes, or null when they are too many to name. */
async function listUpvoted(least: number): Promise<number[] | null> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT id FROM papers p WHERE ${listedSql} AND upvotes >= ${least} LIMIT ${mostNamed + 1}`;
  return rows.length > mostNamed ? null : rows.map(({ id }) => id);
}

function hasAny(topics: string[]): string {
  return `array_has_any(topics, [${topics.map(quote).join(", ")}])`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function latest(one: string | undefined, other: string | null): string | null {
  return one && other ? (one > other ? one : other) : (one ?? other);
}

function earliest(one: string | undefined, other: string | null): string | null {
  return one && other ? (one < other ? one : other) : (one ?? other);
}
