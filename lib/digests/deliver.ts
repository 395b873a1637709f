import { createPacer, forEachConcurrently } from "@/lib/base/concurrency";
import { getConfig } from "@/lib/base/config";
import { mailOf } from "@/lib/digests/mail-content/mail";
import { listReady, type Ready } from "@/lib/digests/mail-content/read-content";
import { isTooLate, leaseEnd } from "@/lib/digests/patience";
import { mark, settle } from "@/lib/digests/states";
import { letGo, takeDigests } from "@/lib/digests/take";
import { noteBounce } from "@/lib/mail/bounces";
import { failureOf, type Mailer, mailConnections } from "@/lib/mail/mailer";
import { messageIdOf } from "@/lib/mail/message-id";
import { nextTry } from "@/lib/mail/retry-policy";

const batch = 100;

export type SendStep = "taken" | "marked" | "handed over" | "sent";

type Context = {
  now: Date;
  signal: AbortSignal;
  mailer: Mailer;
  onStep: (step: SendStep) => Promise<void>;
};

/**
 * Sends some composed digests. Each is marked as `sending` before it is handed over and as `sent` after: one found in
 * `sending` later may or may not have gone out, and is never sent again by itself.
 * @returns how many were looked at, and how many of them went out; nothing more to do where the server is not there
 */
export async function sendSome(
  context: Context,
): Promise<{ taken: number; sent: number; unreachable: boolean }> {
  const { now } = context;
  const ids = await takeDigests("composed", now, batch);
  if (ids.length === 0) return { taken: 0, sent: 0, unreachable: false };
  await context.onStep("taken");
  const ready = await listReady(ids, now);
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const pace = createPacer(getConfig().MAIL_PER_SECOND, signal);
  const left: number[] = [];
  let sent = 0;
  await forEachConcurrently(ready, mailConnections, async (digest) => {
    if (!(await pace())) return void left.push(digest.id);
    const outcome = await sendOne(digest, context);
    if (outcome === "sent") sent += 1;
    if (outcome === "unreachable") stop.abort();
  });
  await letGo(left, stop.signal.aborted ? leaseEnd(now) : now);
  return { taken: ids.length, sent, unreachable: stop.signal.aborted };
}

async function sendOne(
  digest: Ready,
  { now, mailer, onStep }: Context,
): Promise<"sent" | "unreachable" | "not"> {
  const why = whyNot(digest, now);
  if (why) return settle(digest.id, "composed", { ...why, nextAttemptAt: null });
  const { id, letter } = digest;
  const mail = mailOf(letter, digest.email, messageIdOf(`digest.${id}`, `${id} ${letter.token ?? ""}`));
  if (!(await mark(id, mail, now)))
    return settle(id, "composed", { state: "skipped", error: "The subscription was stopped." });
  await onStep("marked");
  try {
    await mailer.send(mail);
  } catch (reason) {
    return fail(digest, reason, now);
  }
  await onStep("handed over");
  await settle(digest.id, "sending", { state: "sent", error: null, sentAt: now });
  await onStep("sent");
  return "sent";
}

function whyNot({ dueAt, cadence, attempts, letter }: Ready, now: Date) {
  if (letter.papers.length === 0)
    return { state: "empty" as const, error: "Its papers are not listed any more." };
  if (!isTooLate(cadence, dueAt, now)) return null;
  // What was tried and failed keeps its own error.
  return attempts ? { state: "failed" as const } : { state: "skipped" as const, error: "It was too late." };
}

async function fail({ id, email, attempts: before }: Ready, reason: unknown, now: Date) {
  const failure = failureOf(reason);
  const error = (reason instanceof Error ? reason.message : String(reason)).slice(0, 500);
  if (failure === "doubtful") return settle(id, "sending", { state: "doubtful", error });
  if (failure === "refused") {
    await noteBounce(email, "bounce", now);
    return settle(id, "sending", { state: "failed", error, attempts: before + 1 });
  }
  const attempts = before + 1;
  const nextAttemptAt = nextTry(attempts, now);
  await settle(id, "sending", {
    state: nextAttemptAt ? "composed" : "failed",
    error,
    attempts,
    nextAttemptAt,
  });
  return failure === "unreachable" ? failure : "not";
}
