import { z } from "zod";
import { firstYear, lastYear, parseDay } from "@/lib/base/time";
import { currentTopicId } from "@/lib/papers/topics/topics";
import { type SearchRequest, sorts } from "@/lib/search/request";

const day = z.string().refine((text) => parseDay(text) !== null);

/** The filters and the order in a search's address, each as it must be written. */
export const searchFields = {
  topic: z.string().regex(/^[\w.-]{2,30}$/),
  year: z.coerce.number().int().min(firstYear).max(lastYear),
  from: day,
  until: day,
  code: z.enum(["1"]),
  upvotes: z.coerce.number().int().min(1).max(1_000_000),
  sort: z.enum(sorts),
  verbatim: z.enum(["1"]),
};

const { topic, year, from, until, code, upvotes, sort, verbatim } = searchFields;

/** The parameters in a search's address: `/search?q=…&topic=cs.CL&year=2025&code=1&upvotes=10&sort=newest`; `verbatim=1` searches exactly as typed. Invalid values count as absent. */
export const searchParamsSchema = z.object({
  q: z.string().catch("").default(""),
  topic: topic.transform(currentTopicId).optional().catch(undefined),
  year: year.optional().catch(undefined),
  from: from.optional().catch(undefined),
  until: until.optional().catch(undefined),
  code: code.optional().catch(undefined),
  upvotes: upvotes.optional().catch(undefined),
  sort: sort.catch("relevance").default("relevance"),
  verbatim: verbatim.optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});

export type SearchParams = z.output<typeof searchParamsSchema>;

/** The search that these parameters describe. A year becomes its first and last day. */
export function toSearchRequest({
  q,
  topic,
  year,
  from,
  until,
  code,
  upvotes,
  sort,
  verbatim,
}: SearchParams): SearchRequest {
  const first = from ?? (year && `${year}-01-01`);
  const last = until ?? (year && `${year}-12-31`);
  return {
    q,
    sort,
    ...(topic && { topic: currentTopicId(topic) }),
    ...(first && { from: first }),
    ...(last && { until: last }),
    ...(code && { hasCode: true }),
    ...(upvotes && { upvotes }),
    ...(verbatim && { verbatim: true }),
  };
}

/** The query string of a search's first page. Default values are left out. */
export function searchQueryString({ after: _, sort, q, ...filters }: SearchParams): string {
  const all = { q: q.trim(), ...filters, sort: sort === "relevance" ? undefined : sort };
  const parts = Object.entries(all).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return new URLSearchParams(parts).toString();
}

/** The parameters that filter a search. */
export const filterNames = ["topic", "year", "from", "until", "code", "upvotes"] as const;
export type FilterName = (typeof filterNames)[number];

/** Whether the search has any filter. */
export function hasFilters(params: SearchParams): boolean {
  return filterNames.some((name) => params[name] !== undefined);
}
