import { getDb, type Prisma } from "@/lib/base/db";
import { CandidateLists } from "@/lib/digests/candidates";
import { chooseFor, type Wanted } from "@/lib/digests/compose";
import { listEveryones } from "@/lib/digests/compose-public";
import { reasonOf } from "@/lib/digests/eligibility";
import { everyone, titleOf } from "@/lib/digests/feeds";
import type { DigestContent } from "@/lib/digests/mail-content/content";
import { readPapers } from "@/lib/digests/mail-content/read-content";
import { firstDigests, type NextDigests } from "@/lib/digests/next-digests";
import { periodOf } from "@/lib/digests/subscriptions/schedule";
import { budgetsSchema } from "@/lib/digests/subscriptions/schema";
import { ownPath } from "@/lib/feeds/for-you/mix";
import type { Viewer } from "@/lib/people/viewer";

/** How many papers a digest holds at most for somebody who did not say. */
const usualMost = 10;

/** A preview with what the page says about it. */
export type Preview = { content: DigestContent; due: PreviewDue };

/**
 * When the previewed digest is due: that of one of the viewer's subscriptions (no `next` where it does not run), or the
 * first ones of somebody who subscribes now.
 */
type PreviewDue =
  | { of: "viewer"; next: { nextAt: Date; timeZone: string } | null }
  | { of: "everyone"; first: NextDigests };

/** What the page of a preview shows. @param of as in previewFor @returns null where previewFor gives null */
export async function findPreview(
  viewer: Viewer | null,
  of: string,
  now = new Date(),
): Promise<Preview | null> {
  const [content, due] = await Promise.all([previewFor(viewer, of, now), findDue(viewer, of, now)]);
  return content && { content, due };
}

/**
 * The digest that a preview shows, as it would be mailed now. Nothing is kept.
 * @param of the number of one of the viewer's subscriptions, `everyone`, or an empty text for the viewer's first
 * subscription (nobody's: everyone's)
 * @returns null where there is no such subscription, or it is somebody else's; no papers where nothing would be mailed
 */
export async function previewFor(
  viewer: Viewer | null,
  of: string,
  now = new Date(),
): Promise<DigestContent | null> {
  const id = previewedId(of);
  if (viewer && id !== null) return previewSubscription(viewer, id, now);
  if (of && of !== "everyone") return null;
  return viewer && !of ? previewOwn(viewer, now) : previewEveryones(now);
}

/** The subscription that a preview is asked for by number, or null. */
export function previewedId(of: string): number | null {
  return /^\d{1,9}$/.test(of) ? Number(of) : null;
}

/** The viewer's next digest: of their first subscription that runs, else of their own page. */
export async function previewOwn(viewer: Viewer, now = new Date()): Promise<DigestContent> {
  const where = { ...confirmedOf(viewer), unsubscribedAt: null };
  return preview(
    viewer,
    await getDb().subscription.findFirst({ where, select, orderBy: { id: "asc" } }),
    now,
  );
}

/** The next digest of one of the viewer's subscriptions, also of a stopped one; null where they have none such. */
export async function previewSubscription(
  viewer: Viewer,
  id: number,
  now = new Date(),
): Promise<DigestContent | null> {
  const row = await getDb().subscription.findFirst({ where: { id, ...confirmedOf(viewer) }, select });
  return row && preview(viewer, row, now);
}

/** The digest of everyone's trending papers, as somebody gets it who subscribes now. */
export async function previewEveryones(now = new Date()): Promise<DigestContent> {
  const items = (await listEveryones("daily", now)).slice(0, usualMost);
  return {
    feed: everyone,
    cadence: "daily",
    title: await titleOf(everyone, null, now),
    token: null,
    period: periodOf(usualTimes, now),
    papers: items.map((item) => ({ ...item, reason: reasonOf(item) })),
  };
}

const usualTimes = { cadence: "daily", hour: 0, weekday: 1, timeZone: "UTC" } as const;

const select = {
  id: true,
  feed: true,
  cadence: true,
  most: true,
  budgets: true,
  hour: true,
  weekday: true,
  timeZone: true,
} as const;

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>;

function confirmedOf({ id: userId }: Viewer) {
  return { userId, confirmedAt: { not: null } };
}

async function preview(viewer: Viewer, row: Row | null, now: Date): Promise<DigestContent> {
  const wanted = toWanted(viewer, row);
  const { feed, cadence } = wanted;
  const picks = await chooseFor(wanted, { now, lists: new CandidateLists(now) });
  const [papers, title] = await Promise.all([readPapers(picks), titleOf(feed, viewer, now)]);
  return { feed, cadence, title, token: null, period: periodOf(row ?? usualTimes, now), papers };
}

function toWanted(viewer: Viewer, row: Row | null): Wanted {
  if (!row)
    return {
      subscriptionId: 0,
      feed: ownPath(),
      cadence: "daily",
      most: usualMost,
      budgets: [],
      viewer,
    };
  const { id: subscriptionId, feed, cadence, most } = row;
  return {
    subscriptionId,
    feed,
    cadence,
    most,
    budgets: budgetsSchema.catch([]).parse(row.budgets),
    viewer,
  };
}

async function findDue(viewer: Viewer | null, of: string, now: Date): Promise<PreviewDue> {
  if (!viewer || of === "everyone") return { of: "everyone", first: firstDigests(now) };
  return { of: "viewer", next: await findNextDigest(viewer, previewedId(of)) };
}

/**
 * When the viewer's next digest is due.
 * @param id one of their subscriptions, or null for the first that runs
 * @returns null where the viewer has no such subscription that runs
 */
export async function findNextDigest(
  viewer: Viewer,
  id: number | null,
): Promise<{ nextAt: Date; timeZone: string } | null> {
  const row = await getDb().subscription.findFirst({
    where: { userId: viewer.id, nextAt: { not: null }, ...(id !== null && { id }) },
    select: { nextAt: true, timeZone: true },
    orderBy: { id: "asc" },
  });
  return row?.nextAt ? { nextAt: row.nextAt, timeZone: row.timeZone } : null;
}
