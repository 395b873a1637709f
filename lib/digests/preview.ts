import { getDb } from "@/lib/db";
import { Pool } from "@/lib/digests/candidates";
import { choose } from "@/lib/digests/compose";
import { listInterests, sourceColumns, toWanted } from "@/lib/digests/due-digests";
import { everyone } from "@/lib/digests/feed";
import { listKnown } from "@/lib/digests/known";
import type { Letter, LetterPaper } from "@/lib/digests/letter";
import { listLetterPapers, titleOf } from "@/lib/digests/letters";
import { listEveryones } from "@/lib/digests/publish";
import { reasonOf } from "@/lib/digests/worth";
import type { Viewer } from "@/lib/people/viewer";
import { periodOf } from "@/lib/subscriptions/due";

/** The papers of a mail to somebody who did not say how many. */
const usual = 10;

/**
 * What the viewer's next mail would hold if it were sent now; nothing is kept.
 * @param id one of their subscriptions; the first that runs, else their own page, where none is named
 * @returns without papers when there is nothing good, and no mail would come
 */
export async function previewOwn(viewer: Viewer, id: number | null, now = new Date()): Promise<Letter> {
  const row = await getDb().subscription.findFirst({
    where: {
      userId: viewer.id,
      confirmedAt: { not: null },
      unsubscribedAt: null,
      ...(id !== null && { id }),
    },
    select: { ...sourceColumns, hour: true, weekday: true, timeZone: true },
    orderBy: { id: "asc" },
  });
  const wanted = row ? toWanted(row, await listInterests([row])) : plain(viewer);
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

function plain(viewer: Viewer) {
  return {
    source: { feed: "/for-you", cadence: "daily" as const, viewer },
    ...{ most: usual, budgets: [], interests: [] },
  };
}

/**
 * The mail that a preview shows.
 * @param of the number of one of the viewer's subscriptions, `everyone`, or nothing for what concerns the viewer most
 */
export function previewFor(viewer: Viewer | null, of: string, now = new Date()): Promise<Letter> {
  if (!viewer || of === "everyone") return previewEveryones(now);
  return previewOwn(viewer, idOf(of), now);
}

/** The subscription that a preview is asked for by number, or null. */
export function idOf(of: string): number | null {
  return /^\d{1,9}$/.test(of) ? Number(of) : null;
}
