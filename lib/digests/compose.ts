import { getLog } from "@/lib/base/log";
import { readAlreadySeen } from "@/lib/digests/already-seen";
import { type CandidateLists, type Source, sharedLists } from "@/lib/digests/candidates";
import { choosePapers, isFull, type Picked } from "@/lib/digests/choose";
import { endDigest, isTooLate, keepComposed, tryLater } from "@/lib/digests/digest-states";
import type { Budget, Schedule } from "@/lib/digests/subscriptions/schema";
import { nextTry } from "@/lib/mail/retry-policy";
import type { DigestState } from "@/prisma/generated/enums";

/** The settings of a subscription that determine a digest's papers. */
export type Wanted = Source & Pick<Schedule, "most"> & { subscriptionId: number; budgets: Budget[] };

/** A digest that waits for its papers. */
export type DueDigest = Wanted & {
  id: number;
  dueAt: Date;
  attempts: number;
  error: string | null;
  stopped: boolean;
};

type Context = {
  now: Date;
  /** The shared source of candidates; by default that of this process. */
  lists?: CandidateLists;
  /** For tests: called between choosing the papers and storing them. */
  onChosen?: () => void | Promise<void>;
};

/**
 * Chooses the papers of a `due` digest and stores them.
 * @returns the new state: `composed`; `empty` if no paper is eligible; `skipped` if it is too late or the subscription was
 * stopped; `due` if composing failed and is retried; `failed` if it is given up
 */
export async function composeDigest(digest: DueDigest, context: Context): Promise<DigestState> {
  const { now } = context;
  const { id, attempts, cadence, dueAt, error, stopped } = digest;
  if (stopped) return endDigest(id, "due", "skipped", { error: "The subscription was stopped." });
  if (isTooLate(cadence, dueAt, now))
    return endDigest(id, "due", attempts ? "failed" : "skipped", { error: error ?? "It was too late." });
  let picks: Picked[];
  try {
    picks = await chooseFor(digest, context);
  } catch (reason) {
    getLog().warn({ err: reason, digest: id }, "a digest could not be composed");
    return composeLater(digest, String(reason), now);
  }
  await context.onChosen?.();
  if (picks.length === 0) return endDigest(id, "due", "empty", { error: null, composedAt: now });
  await keepComposed(id, picks, now);
  return "composed";
}

/** Chooses the papers of a digest from its feed, leaving out what its reader has seen. */
export async function chooseFor(
  wanted: Wanted,
  { now, lists = sharedLists(now) }: Pick<Context, "now" | "lists">,
): Promise<Picked[]> {
  const seen = await readAlreadySeen(wanted, now);
  const limits = { ...wanted, mailedLately: seen.mailedLately };
  const fresh = [];
  let picks: Picked[] = [];
  for await (const page of lists.pages(wanted)) {
    fresh.push(...page.filter(({ id }) => !seen.papers.has(id)));
    picks = choosePapers(fresh, limits);
    if (isFull(picks, limits)) break;
  }
  return picks;
}

async function composeLater(
  { id, attempts: before }: DueDigest,
  error: string,
  now: Date,
): Promise<DigestState> {
  const attempts = before + 1;
  const at = nextTry(attempts, now);
  if (!at) return endDigest(id, "due", "failed", { error, attempts });
  return tryLater(id, "due", "due", { at, error, attempts });
}
