import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { addDays, dayIn, daysBetween, hourMs, isoDay } from "@/lib/base/time";
import type { Feed, PaperFilter } from "@/lib/feeds/feed";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { filterSql, listFeed } from "@/lib/feeds/list-feed";
import { announcementOf, isAnnouncementDay } from "@/lib/papers/arxiv/schedule";
import { listedSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Why a list is empty: the hub has no papers and either pulls none, could not reach arXiv yet, or waits for the first; the list
 * lies in the future or before the hub's first day; it never had a paper; arXiv announced nothing then, at a weekend or on a
 * holiday; today's papers are still to come, or do not come by themselves; arXiv could not be reached since it announced
 * papers; or there were none.
 */
type EmptyKind =
  | "hub-without-pull"
  | "hub-unreached"
  | "hub-new"
  | "future"
  | "before-hub"
  | "never"
  | "weekend"
  | "holiday"
  | "not-yet"
  | "not-pulled"
  | "unreached"
  | "none";

/** Why a list is empty, and the nearest day on which it has papers, with some of them. */
export type EmptyList = {
  kind: EmptyKind;
  /** YYYY-MM-DD; null if the list never has papers. */
  day: string | null;
  /** Whether that day is the latest before the list's end, rather than the first one after it. */
  isBefore: boolean;
  papers: FeedItem[];
};

const shownPapers = 5;
/** Longer spans always contain an announcement. */
const longestCheckedSpan = 10;

type Options = { viewer: Viewer | null; today: string; now: Date };

/** Why a list of papers by a filter is empty, and what it has on the nearest day. */
export async function explainEmpty(feed: Feed, { viewer, today, now }: Options): Promise<EmptyList> {
  const filter: PaperFilter = feed.kind === "papers" || feed.kind === "past" ? feed : {};
  const { from, until = today, ...rest } = filter;
  const [row] = await getDb().$queryRaw<Days[]>`
    SELECT max(day) FILTER (WHERE day <= ${until}::date) AS before, min(day) FILTER (WHERE day > ${until}::date) AS after,
      (SELECT min(day) FROM papers p WHERE ${listedSql}) AS first
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id WHERE ${listedSql} ${filterSql(rest)}`;
  const nearest = row?.before ?? row?.after ?? null;
  const day = nearest && isoDay(nearest);
  const first = row?.first ? isoDay(row.first) : null;
  const kind = first ? await kindOf({ from: from ?? first, until, today, first, day, now }) : await hubKind();
  const papers = day ? await listDay(day, rest, { viewer, now }) : [];
  return { kind, day, isBefore: row?.before != null, papers };
}

type Days = { before: Date | null; after: Date | null; first: Date | null };
type Span = { from: string; until: string; today: string; first: string; day: string | null; now: Date };

async function kindOf({ from, until, today, first, day, now }: Span): Promise<EmptyKind> {
  if (from > today) return "future";
  if (until < first) return "before-hub";
  if (day === null) return "never";
  const days = daysOf(from, until < today ? until : today);
  const [latest, ...others] = days.filter(hasAnnouncement);
  if (!latest) return days.every(isWeekend) ? "weekend" : "holiday";
  const isAwaited = others.length === 0 && latest === today && now < endOfArrival(today);
  if (getConfig().ARXIV_PULL === "off") return isAwaited ? "not-pulled" : "none";
  if (await isUnreachedSince(announcementTime(latest))) return "unreached";
  return isAwaited ? "not-yet" : "none";
}

/** Whether the hub tried to pull papers from arXiv since then, and never could. */
async function isUnreachedSince(time: Date): Promise<boolean> {
  const [row] = await getDb().$queryRaw<{ unreached: boolean | null }[]>`
    SELECT bool_and(error IS NOT NULL) AS unreached FROM arxiv_pulls WHERE finished_at > ${time}`;
  return row?.unreached ?? false;
}

/** The days of a span; only the last ones of a long span. */
function daysOf(from: string, until: string): string[] {
  const count = Math.min(daysBetween(from, until) + 1, longestCheckedSpan);
  return Array.from({ length: Math.max(count, 1) }, (_, i) => addDays(until, -i));
}

/** arXiv's announcement of a mailing date is made in the evening before, US Eastern time: in the hub's zone, on that day or the one before. */
function mailingDateOf(day: string): string | null {
  const { HUB_TIME_ZONE } = getConfig();
  const candidates = [day, addDays(day, 1)].filter(isAnnouncementDay);
  return candidates.find((mailing) => dayIn(HUB_TIME_ZONE, announcementOf(mailing)) === day) ?? null;
}

const hasAnnouncement = (day: string) => mailingDateOf(day) !== null;

// arXiv lists the papers of an announcement for programs up to half a day later.
const arrivalMs = 12 * hourMs;

function endOfArrival(day: string): Date {
  return new Date(announcementTime(day).getTime() + arrivalMs);
}

/** When arXiv announced the papers of a day; long ago if it announced none. */
function announcementTime(day: string): Date {
  const mailing = mailingDateOf(day);
  return mailing ? announcementOf(mailing) : new Date(0);
}

/** Whether a day without an announcement is one of each week, rather than a holiday. */
function isWeekend(day: string): boolean {
  // Four weeks on, no US holiday falls on the same days again.
  return !hasAnnouncement(addDays(day, 28)) && !hasAnnouncement(addDays(day, -28));
}

async function hubKind(): Promise<EmptyKind> {
  if (getConfig().ARXIV_PULL === "off") return "hub-without-pull";
  const reached = await getDb().arxivPull.count({ where: { error: null, finishedAt: { not: null } } });
  return reached > 0 ? "hub-new" : "hub-unreached";
}

async function listDay(
  day: string,
  filter: PaperFilter,
  { viewer, now }: Pick<Options, "viewer" | "now">,
): Promise<FeedItem[]> {
  const feed: Feed = { kind: "papers", order: "trending", ...filter, from: day, until: day };
  return (await listFeed(feed, { viewer, now, limit: shownPapers })).items;
}
