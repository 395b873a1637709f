import { z } from "zod";
import { addDays, parseDay, parseMonth, parseWeek } from "@/lib/base/time";
import type { Mix } from "@/lib/feeds/for-you/mix";
import type { SearchRequest } from "@/lib/search/request";
import { type Asked, requestOf } from "@/lib/search/search-params";

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
    .catch(undefined)
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

/** The feed of a search's address. */
export function searchFeed(asked: Asked): Feed {
  return { order: "trending", search: requestOf(asked) };
}
