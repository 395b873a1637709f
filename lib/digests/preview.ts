import { getConfig } from "@/lib/base/config";
import { getDb, type Prisma } from "@/lib/base/db";
import { todaysZoneName } from "@/lib/base/time-zones";
import { CandidateLists } from "@/lib/digests/candidates";
import { chooseFor, type Wanted } from "@/lib/digests/compose";
import { listEveryones } from "@/lib/digests/compose-public";
import { reasonOf } from "@/lib/digests/eligibility";
import { everyone, titleOf } from "@/lib/digests/feeds";
import type { DigestContent } from "@/lib/digests/mail-content/content";
import { readPapers } from "@/lib/digests/mail-content/read-content";
import { firstDigests, type NextDigests } from "@/lib/digests/next-digests";
import { periodOf } from "@/lib/digests/subscriptions/schedule";
import { budgetsSchema, readSubscriptionId } from "@/lib/digests/subscriptions/schema";
import { whereRunning } from "@/lib/digests/subscriptions/subscription";
import { ownPath } from "@/lib/feeds/for-you/mix";
import type { Viewer } from "@/lib/people/viewer";

/** The default maximum number of papers in a digest. */
const defaultMost = 10;

/** A preview, with the due times that its page shows. */
export type Preview = { content: DigestContent; due: PreviewDue };

/**
 * When the previewed digest is due: that of one of the viewer's subscriptions (without `next` if it is stopped), or the
 * first digests of a new subscriber.
 */
type PreviewDue =
  | { of: "viewer"; next: { nextAt: Date; timeZone: string } | null }
  | { of: "everyone"; first: NextDigests };

/**
 * The page of a preview: a digest as it would be mailed now, and when it is due. Nothing is stored.
 * @param of the id of one of the viewer's subscriptions, `everyone`, or an empty text for the viewer's first running
 * subscription (for a signed-out viewer: everyone's)
 * @returns null if the viewer has no such subscription; a digest without papers if nothing would be mailed
 */
export async function findPreview(
  viewer: Viewer | null,
  of: string,
  now = new Date(),
): Promise<Preview | null> {
  if (of === "everyone" || (of === "" && !viewer))
    return { content: await previewEveryones(now), due: { of: "everyone", first: firstDigests(now) } };
  if (!viewer) return null;
  const row = of === "" ? await findFirstRunning(viewer) : await findOwn(viewer, readSubscriptionId(of));
  if (!row && of !== "") return null;
  const next = row?.nextAt ? { nextAt: row.nextAt, timeZone: todaysZoneName(row.timeZone) } : null;
  return { content: await preview(viewer, row, now), due: { of: "viewer", next } };
}

/** The viewer's next digest: that of their first running subscription, else of their own page. */
export async function previewOwn(viewer: Viewer, now = new Date()): Promise<DigestContent> {
  return preview(viewer, await findFirstRunning(viewer), now);
}

/** The digest of everyone's trending papers, as a new subscriber would get it now. */
export async function previewEveryones(now = new Date()): Promise<DigestContent> {
  const items = (await listEveryones("daily", now)).slice(0, defaultMost);
  return {
    feed: everyone,
    cadence: "daily",
    title: await titleOf(everyone, null, now),
    token: null,
    period: periodOf(defaultTimes(), now),
    papers: items.map((item) => ({ ...item, reason: reasonOf(item) })),
  };
}

/** The default schedule, in the hub's time zone, for a preview without a subscription. */
function defaultTimes() {
  return { cadence: "daily", hour: 0, weekday: 1, timeZone: getConfig().HUB_TIME_ZONE } as const;
}

const select = {
  id: true,
  feed: true,
  cadence: true,
  most: true,
  budgets: true,
  hour: true,
  weekday: true,
  timeZone: true,
  nextAt: true,
} as const;

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>;

/** The first of the viewer's subscriptions that run, or null. */
function findFirstRunning({ id: userId }: Viewer): Promise<Row | null> {
  return getDb().subscription.findFirst({
    where: { userId, ...whereRunning },
    select,
    orderBy: { id: "asc" },
  });
}

/** One of the viewer's subscriptions, running or stopped; null if they have none with this id. */
async function findOwn({ id: userId }: Viewer, id: number | null): Promise<Row | null> {
  if (id === null) return null;
  return getDb().subscription.findFirst({ where: { id, userId, confirmedAt: { not: null } }, select });
}

async function preview(viewer: Viewer, row: Row | null, now: Date): Promise<DigestContent> {
  const wanted = toWanted(viewer, row);
  const { feed, cadence } = wanted;
  const picks = await chooseFor(wanted, { now, lists: new CandidateLists(now) });
  const [papers, title] = await Promise.all([readPapers(picks), titleOf(feed, viewer, now)]);
  return { feed, cadence, title, token: null, period: periodOf(row ?? defaultTimes(), now), papers };
}

function toWanted(viewer: Viewer, row: Row | null): Wanted {
  if (!row)
    return {
      subscriptionId: 0,
      feed: ownPath(),
      cadence: "daily",
      most: defaultMost,
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
