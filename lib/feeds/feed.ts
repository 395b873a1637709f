import { z } from "zod";
import { addDays, parseDay, parseMonth, parseWeek } from "@/lib/feeds/calendar";
import type { Mix } from "@/lib/feeds/mix";
import { type SearchRequest, sorts } from "@/lib/search/schema";

export const orders = ["trending", "newest", "top"] as const;
export const windows = ["day", "week", "month", "all"] as const;
export type Order = (typeof orders)[number];
export type Window = (typeof windows)[number];

const windowDays = { day: 1, week: 7, month: 31 } as const;

/** An ordered list of papers with an address: filters, an order, and perhaps a moment in the past. Days are YYYY-MM-DD. */
export type Feed = {
  order: Order;
  /** First and last day, both included. */
  from?: string;
  until?: string;
  topic?: string;
  authorSlug?: string;
  submitter?: string;
  /** The page as it stood at the end of this day. */
  at?: string;
  /** Only what this search finds, in its own order; other filters then stand inside it. */
  search?: SearchRequest;
  /** The viewer's own trending page, its parts weighed so; for nobody it is everyone's. */
  mine?: Mix;
};

export const feedQuery = z.object({
  window: z.enum(windows).catch("all"),
  order: z.enum(orders).optional().catch(undefined),
  at: z
    .string()
    .optional()
    .transform((day) => (day && parseDay(day)) || undefined),
  after: z.string().max(100).optional().catch(undefined),
});

/** First day of a window that ends today; nothing for "all". */
export function windowStart(window: Window, today: string): string | undefined {
  return window === "all" ? undefined : addDays(today, 1 - windowDays[window]);
}

/** Everyone's trending page, of a window or of a past day. */
export function trendingFeed(window: Window, today: string, at?: string): Feed {
  const from = windowStart(window, at ?? today);
  return { order: "trending", ...(from && { from }), ...(at && { at, until: at }) };
}

/** The papers of one day, week or month, or null where the text names none. */
export function periodFeed(
  kind: "date" | "week" | "month",
  text: string,
): (Feed & { from: string; until: string }) | null {
  if (kind === "date") {
    const day = parseDay(text);
    return day ? { order: "trending", from: day, until: day } : null;
  }
  const period = kind === "week" ? parseWeek(text) : parseMonth(text);
  return period && { order: "top", ...period };
}

const day = z
  .string()
  .optional()
  .catch(undefined)
  .transform((text) => (text && parseDay(text)) || undefined);

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

/** The feed of a search's address. A year stands for its first and last day. */
export function searchFeed({
  q,
  topic,
  year,
  from,
  until,
  code,
  upvotes,
  sort,
}: z.output<typeof searchQuery>): Feed {
  const first = from ?? (year && `${year}-01-01`);
  const last = until ?? (year && `${year}-12-31`);
  const search: SearchRequest = {
    q,
    sort,
    ...(topic && { topic }),
    ...(first && { from: first }),
    ...(last && { until: last }),
    ...(code && { hasCode: true }),
    ...(upvotes && { upvotes }),
  };
  return { order: "trending", search };
}
