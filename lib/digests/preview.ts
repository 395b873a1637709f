import { getDb, type Prisma } from "@/lib/base/db";
import { listKnown } from "@/lib/digests/already-seen";
import { Pool } from "@/lib/digests/candidates";
import { choose } from "@/lib/digests/compose";
import { listEveryones } from "@/lib/digests/compose-public";
import { sourceColumns, toWanted } from "@/lib/digests/due-digests";
import { reasonOf } from "@/lib/digests/eligibility";
import { everyone } from "@/lib/digests/feed";
import type { Letter, LetterPaper } from "@/lib/digests/mail-content/content";
import { listLetterPapers, titleOf } from "@/lib/digests/mail-content/read-content";
import { periodOf } from "@/lib/digests/subscriptions/schedule";
import type { Viewer } from "@/lib/people/viewer";

/** The papers of a mail to somebody who did not say how many. */
const usual = 10;

/**
 * What the viewer's next mail would hold if it were sent now: of the first list that comes to them, else of their own
 * page. Nothing is kept.
 * @returns without papers when there is nothing good, and no mail would come
 */
export async function previewOwn(viewer: Viewer, now = new Date()): Promise<Letter> {
  const where = { ...ofViewer(viewer), unsubscribedAt: null };
  return preview(
    viewer,
    await getDb().subscription.findFirst({ where, select, orderBy: { id: "asc" } }),
    now,
  );
}

/** The same of one of the viewer's lists by mail, also of one that was stopped; null where they have none such. */
export async function previewOne(viewer: Viewer, id: number, now = new Date()): Promise<Letter | null> {
  const row = await getDb().subscription.findFirst({ where: { id, ...ofViewer(viewer) }, select });
  return row && preview(viewer, row, now);
}

/** The mail of everyone's trending papers, as somebody would get it who subscribes now. */
export async function previewEveryones(now = new Date()): Promise<Letter> {
  const items = (await listEveryones("daily", now)).slice(0, usual);
  return {
    ...{
      feed: everyone,
      cadence: "daily",
      title: await titleOf(everyone, null, now),
      token: null,
    },
    period: periodOf({ cadence: "daily", hour: 0, weekday: 1, timeZone: "UTC" }, now),
    papers: items.map((item) => ({ ...item, reason: reasonOf(item) })),
  };
}

/**
 * The mail that a preview shows.
 * @param of the number of one of the viewer's subscriptions, `everyone`, or nothing for what concerns the viewer most
 * @returns null where there is no such subscription, or it is somebody else's
 */
export async function previewFor(
  viewer: Viewer | null,
  of: string,
  now = new Date(),
): Promise<Letter | null> {
  const id = idOf(of);
  if (viewer && id !== null) return previewOne(viewer, id, now);
  if (of && of !== "everyone") return null;
  return viewer && !of ? previewOwn(viewer, now) : previewEveryones(now);
}

/** The subscription that a preview is asked for by number, or null. */
export function idOf(of: string): number | null {
  return /^\d{1,9}$/.test(of) ? Number(of) : null;
}

const select = { ...sourceColumns, hour: true, weekday: true, timeZone: true } as const;

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>;

function ofViewer({ id: userId }: Viewer) {
  return { userId, confirmedAt: { not: null } };
}

async function preview(viewer: Viewer, row: Row | null, now: Date): Promise<Letter> {
  const wanted = row ? toWanted(row) : plain(viewer);
  const subscriptionId = row?.id ?? 0;
  const known = (await listKnown([{ subscriptionId, source: wanted.source }], now))({
    subscriptionId,
    ...wanted,
  });
  const picks = await choose(wanted, known, new Pool(now));
  const papers = await listLetterPapers(picks.map((pick) => pick.id));
  const { feed, cadence } = wanted.source;
  return {
    ...{ feed, cadence, title: await titleOf(feed, viewer, now), token: null },
    period: periodOf(row ?? { cadence, hour: 0, weekday: 1, timeZone: "UTC" }, now),
    papers: picks.flatMap((pick): LetterPaper[] => {
      const paper = papers.get(pick.id);
      return paper ? [{ ...paper, reason: pick.reason }] : [];
    }),
  };
}

function plain(viewer: Viewer) {
  return {
    source: { feed: "/for-you", cadence: "daily" as const, viewer },
    most: usual,
    budgets: [],
  };
}
