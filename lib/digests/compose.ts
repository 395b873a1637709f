import { forEachConcurrently } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { type Known, listKnown } from "@/lib/digests/already-seen";
import type { Pool } from "@/lib/digests/candidates";
import { choosePapers, isFull, type Picked } from "@/lib/digests/choose";
import { type DueDigest, listDue } from "@/lib/digests/due-digests";
import { keepOutcomes, type Outcome } from "@/lib/digests/outcome";
import { isTooLate } from "@/lib/digests/patience";
import { takeDigests } from "@/lib/digests/take";
import { nextTry } from "@/lib/mail/retry-policy";

const batch = 100;
/** Readers composed for at once: while one waits for the database, another is reckoned. */
const lanes = 4;

/**
 * Chooses the papers of some digests whose time has come and keeps them: `composed`, `empty` when nothing was good
 * enough, or `skipped` when it is too late.
 * @param options.pool lists that many readers share, of one run
 * @param options.onChosen called between choosing and keeping
 * @returns how many digests were looked at
 */
export async function composeSome({
  pool,
  now,
  onChosen,
}: {
  pool: Pool;
  now: Date;
  onChosen: () => Promise<void>;
}): Promise<number> {
  const ids = await takeDigests("due", now, batch);
  if (ids.length === 0) return 0;
  const due = await listDue(ids);
  const known = await listKnown(due, now);
  const outcomes: Outcome[] = [];
  await forEachConcurrently(
    due,
    lanes,
    async (digest) => void outcomes.push(await compose(digest, known, pool, now)),
  );
  await onChosen();
  await getDb().$transaction((tx) => keepOutcomes(tx, outcomes, now));
  return ids.length;
}

/** The papers of one mail, of what its reader does not know yet. */
export async function choose(
  digest: Pick<DueDigest, "source" | "most" | "budgets">,
  known: Known,
  pool: Pool,
): Promise<Picked[]> {
  const limits = { ...digest, lately: known.lately };
  const fresh = [];
  let picks: Picked[] = [];
  for await (const page of pool.pages(digest.source)) {
    fresh.push(...page.filter(({ id }) => !known.papers.has(id)));
    picks = choosePapers(fresh, limits);
    if (isFull(picks, limits)) break;
  }
  return picks;
}

async function compose(
  digest: DueDigest,
  known: (digest: DueDigest) => Known,
  pool: Pool,
  now: Date,
): Promise<Outcome> {
  const { id, attempts } = digest;
  const ended = { id, attempts, picks: [], error: null, nextAttemptAt: null };
  if (digest.stopped) return { ...ended, state: "skipped", error: "The subscription was stopped." };
  if (isTooLate(digest.source.cadence, digest.dueAt, now))
    return { ...ended, state: attempts ? "failed" : "skipped", error: digest.error ?? "It was too late." };
  try {
    const picks = await choose(digest, known(digest), pool);
    if (picks.length === 0) return { ...ended, state: "empty" };
    return { ...ended, picks, state: "composed", nextAttemptAt: now };
  } catch (reason) {
    getLog().warn({ err: reason, digest: id }, "a digest could not be composed");
    return tryAgain(ended, String(reason), now);
  }
}

function tryAgain(ended: Omit<Outcome, "state">, error: string, now: Date): Outcome {
  const attempts = ended.attempts + 1;
  const nextAttemptAt = nextTry(attempts, now);
  return { ...ended, attempts, error, nextAttemptAt, state: nextAttemptAt ? "due" : "failed" };
}
