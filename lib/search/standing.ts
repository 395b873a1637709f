import { getDb, Prisma } from "@/lib/base/db";
import { listedSql } from "@/lib/papers/conditions";
import { asksOfAbstract, type ParsedQuery } from "@/lib/search/query";
import { mostFound, type SearchRequest } from "@/lib/search/schema";
import { holdsWords } from "@/lib/search/stems";

/** How a found paper stands with readers now. */
export type Standing = {
  heat: number;
  upvotes: number;
  /** Seconds since 1970. */
  announced: number;
};

/** How these papers stand, without those that the filters leave out or that are no longer listed. One query. */
export async function listStanding(
  ids: number[],
  request: SearchRequest,
  query: ParsedQuery,
): Promise<Map<number, Standing>> {
  const inAbstract = asksOfAbstract(query);
  // As one text: hundreds of rows with a type for each cell cost more to read than to find.
  const [found] = await getDb().$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array(p.id, p.heat, p.upvotes, extract(epoch from p.announced_at),
      ${inAbstract ? Prisma.sql`p.abstract` : Prisma.sql`''`}))::text AS rows
    FROM papers p WHERE p.id = ANY(${ids}) AND ${listedSql} ${conditions(request, query)}`;
  const rows: [number, number, number, number, string][] = JSON.parse(found?.rows ?? "[]");
  const kept = inAbstract ? rows.filter(([, , , , abstract]) => abstractFits(abstract, query)) : rows;
  return new Map(kept.map(([id, heat, upvotes, announced]) => [id, { heat, upvotes, announced }]));
}

/** What the filters alone leave, in the order asked for (the hottest first for relevance), at most 1,000. */
export async function listHottest(request: SearchRequest, query: ParsedQuery): Promise<number[]> {
  const most = mostFound(request.sort);
  const listed = Prisma.sql`${listedSql} ${conditions(request, query)}`;
  const byHeat = request.sort === "relevance" || request.sort === "trending";
  const from =
    byHeat && (request.until || query.until) ? candidates(listed) : Prisma.sql`papers p WHERE ${listed}`;
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT p.id FROM ${from} ORDER BY ${orders[request.sort]}, p.id DESC LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

/**
 * Heat falls with age, so that of a time gone by the hottest are among the last and the most upvoted; in the order of
 * heat alone they stand behind everything that came later.
 */
function candidates(listed: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    (SELECT p.id, p.heat FROM papers p WHERE ${listed} ORDER BY p.day DESC, p.heat DESC LIMIT 2000)
    UNION (SELECT p.id, p.heat FROM papers p WHERE ${listed} ORDER BY p.upvotes DESC, p.id DESC LIMIT 2000)) p`;
}

const orders = {
  relevance: Prisma.sql`p.heat DESC`,
  trending: Prisma.sql`p.heat DESC`,
  // The day first: by it alone the end of a time long gone is found at once.
  newest: Prisma.sql`p.day DESC, p.announced_at DESC`,
  top: Prisma.sql`p.upvotes DESC`,
} as const;

function conditions(request: SearchRequest, query: ParsedQuery): Prisma.Sql {
  const parts = [
    request.topic ? Prisma.sql`AND p.topics @> ARRAY[${request.topic}]::text[]` : Prisma.empty,
    query.topics.length ? Prisma.sql`AND p.topics && ${query.topics}::text[]` : Prisma.empty,
    query.notTopics.length ? Prisma.sql`AND NOT p.topics && ${query.notTopics}::text[]` : Prisma.empty,
    ...[request.from, query.from].map((day) => (day ? Prisma.sql`AND p.day >= ${day}::date` : Prisma.empty)),
    ...[request.until, query.until].map((day) =>
      day ? Prisma.sql`AND p.day <= ${day}::date` : Prisma.empty,
    ),
    request.hasCode ? Prisma.sql`AND p.code_url IS NOT NULL` : Prisma.empty,
    request.upvotes ? Prisma.sql`AND p.upvotes >= ${request.upvotes}` : Prisma.empty,
  ];
  return Prisma.join(parts, " ");
}

// The search table holds title, abstract and authors in one text: what is asked of the abstract alone is looked up here.
function abstractFits(abstract: string, { must, not }: ParsedQuery): boolean {
  const here = (one: ParsedQuery["must"][number]) => one.field === "abstract";
  return (
    must.filter(here).every((demand) => holdsWords(abstract, demand)) &&
    !not.filter(here).some((demand) => holdsWords(abstract, demand))
  );
}
