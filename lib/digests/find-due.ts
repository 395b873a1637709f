import { getDb } from "@/lib/base/db";
import { Pool } from "@/lib/digests/candidates";
import { composeSome } from "@/lib/digests/compose";
import { composePublic } from "@/lib/digests/compose-public";
import { type SendStep, sendSome } from "@/lib/digests/deliver";
import { openDue } from "@/lib/digests/open";
import { openMailer } from "@/lib/mail/mailer";

/** The schedule asks each minute; a run makes room for the next. */
const longestRun = 55_000;

export type Step = "recovered" | "archived" | "opened" | "chosen" | "composed" | SendStep;

type Context = {
  now: Date;
  signal: AbortSignal;
  /** Called between two steps; what it throws ends the run there, as a crash would. */
  onStep?: (step: Step) => void | Promise<void>;
};

/**
 * Everything that is due by mail: the public digests of the day and the week, a digest for each subscription whose time
 * has come, their papers, and the mails. Each step is kept before the next begins, so a run that ends anywhere is taken
 * up by the next; safe with several workers.
 * @returns what was done
 */
export async function sendDigests({ now, signal: asked, onStep }: Context) {
  const signal = AbortSignal.any([asked, AbortSignal.timeout(longestRun)]);
  const step = async (name: Step) => onStep?.(name);
  const doubtful = await findDoubtful(now);
  await step("recovered");
  const archived = await composePublic(now);
  await step("archived");
  const opened = await openDue(now, signal);
  await step("opened");
  const sent = await work({ now, signal, step });
  return { doubtful, archived, opened, ...sent };
}

/** Whoever was handing these over died: nobody knows whether the server took them. @returns how many */
async function findDoubtful(now: Date): Promise<number> {
  const { count } = await getDb().digest.updateMany({
    where: { state: "sending", nextAttemptAt: { lte: now } },
    data: {
      ...{ state: "doubtful", nextAttemptAt: null },
      error: "The worker ended while it handed this over: the mail server may have taken it.",
    },
  });
  return count;
}

type Working = { now: Date; signal: AbortSignal; step: (name: Step) => Promise<void> };

/** Composes and sends by turns until nothing is left, so that the first mails go out while others are being composed. */
async function work({ now, signal, step }: Working): Promise<{ composed: number; sent: number }> {
  const pool = new Pool(now);
  const mailer = openMailer();
  const total = { composed: 0, sent: 0 };
  try {
    while (!signal.aborted) {
      const composed = await composeSome({ pool, now, onChosen: () => step("chosen") });
      if (composed) await step("composed");
      const { taken, sent, unreachable } = await sendSome({ now, signal, mailer, onStep: step });
      total.composed += composed;
      total.sent += sent;
      if (unreachable || composed + taken === 0) break;
    }
  } finally {
    mailer.close();
  }
  return total;
}
