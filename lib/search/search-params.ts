import { z } from "zod";
import { type SearchRequest, sorts } from "@/lib/search/request";

const day = z.iso.date().optional().catch(undefined);
const year = z.coerce.number().int().min(1900).max(2200).optional().catch(undefined);

/** What the address of a search may say: `/search?q=…&topic=cs.CL&year=2025&code=1&upvotes=10&sort=newest`. Wrong values count as absent. */
export const searchQuery = z.object({
  q: z.string().catch("").default(""),
  topic: z
    .string()
    .regex(/^[\w.-]{2,30}$/)
    .optional()
    .catch(undefined),
  year,
  from: day,
  until: day,
  code: z.enum(["1"]).optional().catch(undefined),
  upvotes: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  sort: z.enum(sorts).catch("relevance").default("relevance"),
  after: z.string().max(100).optional().catch(undefined),
});

/** What a search's address says. */
export type Asked = z.output<typeof searchQuery>;

/** The search of an address. A year stands for its first and last day. */
export function requestOf({ q, topic, year, from, until, code, upvotes, sort }: Asked): SearchRequest {
  const first = from ?? (year && `${year}-01-01`);
  const last = until ?? (year && `${year}-12-31`);
  return {
    q,
    sort,
    ...(topic && { topic }),
    ...(first && { from: first }),
    ...(last && { until: last }),
    ...(code && { hasCode: true }),
    ...(upvotes && { upvotes }),
  };
}

/** A search as the query of its address, at its first page. What is as it is anyway does not stand in it. */
export function askedText({ after: _, sort, q, ...filters }: Asked): string {
  const all = { q: q.trim(), ...filters, sort: sort === "relevance" ? undefined : sort };
  const parts = Object.entries(all).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return new URLSearchParams(parts).toString();
}
