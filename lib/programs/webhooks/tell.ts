import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { minus } from "@/lib/base/time";
import { listNewComments } from "@/lib/programs/webhooks/comments";
import { listNewPapers } from "@/lib/programs/webhooks/papers";
import type { Listener, NewsPage } from "@/lib/programs/webhooks/span";
import { listNewUpvotes } from "@/lib/programs/webhooks/upvotes";
import { lookBack } from "@/lib/programs/webhooks/webhooks";
import type { WebhookEvent } from "@/prisma/generated/enums";

/** Webhooks looked after in one run; those that waited longest come first. */
const mostListeners = 1000;

const finders: Record<WebhookEvent, (listener: Listener) => Promise<NewsPage>> = {
  paper: listNewPapers,
  comment: listNewComments,
  upvote: listNewUpvotes,
};

type Context = { now: Date; signal: AbortSignal };

/**
 * Finds what is new for each webhook since it was last told, and writes a delivery for each piece of news, once.
 * @returns how many deliveries were written
 */
export async function tellNews({ now, signal }: Context): Promise<{ told: number }> {
  let told = 0;
  for (const listener of await listListeners(now)) {
    if (signal.aborted) break;
    told += await tell(listener).catch((error: unknown) => {
      // One that cannot be told now, as of a search while that is not ready, holds up no other.
      getLog().warn({ err: error, webhook: listener.id }, "webhook not told");
      return 0;
    });
  }
  return { told };
}

async function listListeners(now: Date): Promise<Listener[]> {
  const rows = await getDb().webhook.findMany({
    where: { disabledAt: null, user: { bannedAt: null } },
    select: {
      ...{ id: true, event: true, feed: true, toldUntil: true },
      user: { select: { id: true, role: true } },
    },
    orderBy: { toldUntil: "asc" },
    take: mostListeners,
  });
  return rows.map(({ user, ...row }) => {
    return { ...row, owner: user, since: minus(row.toldUntil, lookBack), until: now };
  });
}

async function tell(listener: Listener): Promise<number> {
  const { id, toldUntil } = listener;
  const { news, until } = await finders[listener.event](listener);
  return getDb().$transaction(async (tx) => {
    // Of two runs at once one may find it moved already; what both have found is written once all the same.
    const moved = await tx.webhook.updateMany({
      where: { id, disabledAt: null, toldUntil },
      // Never back: before that it may have been off.
      data: { toldUntil: new Date(Math.max(until.getTime(), toldUntil.getTime())) },
    });
    if (!moved.count || news.length === 0) return 0;
    const at = { createdAt: listener.until, nextAttemptAt: listener.until };
    const data = news.map(({ subject, payload }) => ({ webhookId: id, subject, payload, ...at }));
    const { count } = await tx.webhookDelivery.createMany({ data, skipDuplicates: true });
    return count;
  });
}
