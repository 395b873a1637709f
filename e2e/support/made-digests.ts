import { makePaper } from "@/e2e/support/made";
import { runJobs } from "@/e2e/support/queue";
import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { CandidateLists } from "@/lib/digests/candidates";
import { type DeliveryStep, deliverDigest, deliverySchema } from "@/lib/digests/deliver";
import { type FindStep, findDueDigests } from "@/lib/digests/find-due-digests";
import { heatTime } from "@/lib/papers/heat";
import type { Prisma } from "@/prisma/generated/client";

let count = 0;

/** A signal that is never aborted. */
const neverAborted = new AbortController().signal;

/** Adds a confirmed subscription, by default to the trending feed, daily at 7:00 UTC. */
export function makeSubscription(given: Partial<Prisma.SubscriptionUncheckedCreateInput> = {}) {
  const name = `subscriber-${++count}`;
  return getDb().subscription.create({
    data: {
      email: `${name}@example.org`,
      token: `${name}-`.padEnd(32, "x"),
      confirmedAt: new Date("2026-01-01T00:00:00Z"),
      ...given,
    },
  });
}

/** Adds a paper announced six hours before `now`, with the heat of this many upvotes cast at `now`. */
export function makeHotPaper(
  votes: number,
  now: Date,
  given: Partial<Prisma.PaperUncheckedCreateInput> = {},
) {
  const announcedAt = minus(now, { hours: 6 });
  return makePaper({
    announcedAt,
    heat: heatTime(now) + Math.log2(votes),
    upvotes: Math.round(votes),
    ...given,
  });
}

export type Step = FindStep | DeliveryStep;

type Run = { signal?: AbortSignal; onStep?: (step: Step) => void | Promise<void> };

/**
 * Does what workers do about digests at a moment: runs the scheduled task, then the delivery jobs that are due.
 * @param options.onStep called between two steps; deliveries call it for each digest. An exception ends the step as a crash
 * would
 * @returns the result of the task, and how many digests were composed and sent
 */
export async function runDigests(now: Date, { signal = neverAborted, onStep = () => {} }: Run = {}) {
  const found = await findDueDigests({ now, signal, onStep });
  const lists = new CandidateLists(now);
  const counts = { composed: 0, sent: 0 };
  const deliver = async (payload: unknown) => {
    const context = { now, signal, lists, onStep };
    const { composed, state } = await deliverDigest(deliverySchema.parse(payload), context);
    if (composed) counts.composed += 1;
    if (state === "sent") counts.sent += 1;
  };
  await runJobs({ "deliver-digest": deliver }, now, { signal, concurrency: 8 });
  return { ...found, ...counts };
}
