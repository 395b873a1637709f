import { z } from "zod";
import { addDays, parseDay, parseMonth, parseWeek } from "@/lib/base/time";
import type { Mix } from "@/lib/feeds/for-you/mix";
import type { SearchRequest } from "@/lib/search/request";

export const orders = ["trending", "newest", "top"] as const;
export const windows = ["day", "week", "month", "all"] as const;
export type Order = (typeof orders)[number];
export type Window = (typeof windows)[number];

const windowDays = { day: 1, week: 7, month: 31 } as const;

/** The filter of a list; every part narrows it. Days are YYYY-MM-DD. */
export type PaperFilter = {
  /** First and last day, both included. */
  from?: string | undefined;
  until?: string | undefined;
  topic?: string | undefined;
  authorSlug?: string | undefined;
  organizationSlug?: string | undefined;
  submitter?: string | undefined;
};

/** Papers by a filter, in their present order. */
export type PapersFeed = PaperFilter & { kind: "papers"; order: Order };

/** Papers by a filter, in the trending order at the end of a past day in the hub's time zone. */
export type PastFeed = PaperFilter & { kind: "past"; at: string };

/** The papers that a search finds, in the order of the search. */
export type SearchFeed = { kind: "search"; search: SearchRequest };

/** The viewer's own trending page in a mix; for a signed-out viewer, everyone's trending page. */
type OwnFeed = { kind: "own"; mix: Mix };

/** An ordered list of papers with an address. */
export type Feed = PapersFeed | PastFeed | SearchFeed | OwnFeed;

/** A feed with the title, description and address of its page. */
export type NamedFeed<F extends Feed = Feed> = {
  feed: F;
  title: string;
  /** One sentence. */
  description: string;
  /** Path and query of its HTML page in canonical form, without `after`. */
  address: string;
};

/** The query of a page, as Next gives it. */
export type PageQuery = Record<string, string | string[] | undefined>;

/** The query parameters of a list's page. Invalid values count as absent. */
export const feedQuery = z.object({
  window: z.enum(windows).catch("all"),
  order: z.enum(orders).optional().catch(undefined),
  at: z
    .string()
    .optional()
    .catch(undefined)
    .transform((day) => (day && parseDay(day)) || undefined),
  after: z.string().max(100).optional().catch(undefined),
});

/** The first day of a window that ends today; undefined for "all". */
export function windowStart(window: Window, today: string): string | undefined {
  return window === "all" ? undefined : addDays(today, 1 - windowDays[window]);
}

/** Everyone's trending page. */
export const everyonesFeed: PapersFeed = { kind: "papers", order: "trending" };

/** A day, week or month, with its first and last day. */
export type Period = { kind: "date" | "week" | "month"; from: string; until: string };

/** Parses a period of an address: `2026-03-12`, `2026-W11` or `2026-03`; null for any other text. */
export function parsePeriod(kind: Period["kind"], text: string): Period | null {
  if (kind === "date") {
    const day = parseDay(text);
    return day ? { kind, from: day, until: day } : null;
  }
  const days = kind === "week" ? parseWeek(text) : parseMonth(text);
  return days && { kind, ...days };
}

/** The parameters of a list of papers. */
type Wanted = Pick<PaperFilter, "topic" | "authorSlug" | "organizationSlug" | "submitter"> & {
  period?: Period | null | undefined;
  /** For lists without a period. */
  window?: Window | undefined;
  order?: Order | undefined;
  /** A past day, YYYY-MM-DD. */
  at?: string | undefined;
};

/**
 * The list of papers with these parameters.
 * @param wanted.at if given, the list as it was at the end of this day, always in the trending order
 * @param today the current day in the hub's time zone, on which windows end
 */
export function papersFeed(wanted: Wanted, today: string): PapersFeed | PastFeed {
  const { period, window, order, at, ...filter } = wanted;
  const from = period ? period.from : windowStart(window ?? "all", at ?? today);
  const until = period?.until ?? at;
  if (at) return { kind: "past", at, ...filter, from, until };
  return { kind: "papers", order: order ?? defaultOrder(wanted), ...filter, from, until };
}

/** The default order of a list. All default orders are defined here. */
export function defaultOrder({ period, authorSlug, organizationSlug, submitter }: Wanted): Order {
  if (period) return period.kind === "date" ? "trending" : "top";
  return authorSlug || organizationSlug || submitter ? "newest" : "trending";
}
