import { z } from "zod";
import { createLimiter } from "@/lib/base/concurrency";
import { getDb } from "@/lib/base/db";
import { messageOf } from "@/lib/base/errors";
import type { CandidateLists } from "@/lib/digests/candidates";
import { composeDigest, type DueDigest } from "@/lib/digests/compose";
import { endDigest, isTooLate, markSending, putOffUntil, tryLater } from "@/lib/digests/digest-states";
import { titleOf } from "@/lib/digests/feeds";
import type { DigestContent } from "@/lib/digests/mail-content/content";
import { mailOf } from "@/lib/digests/mail-content/mail";
import { readDigestPapers } from "@/lib/digests/mail-content/read-content";
import { type PeriodColumns, toPeriod } from "@/lib/digests/period";
import { budgetsSchema } from "@/lib/digests/subscriptions/schema";
import { noteBounce } from "@/lib/mail/bounces";
import { failureOf, getSharedMailer } from "@/lib/mail/mailer";
import { messageIdOf } from "@/lib/mail/message-id";
import { nextTry } from "@/lib/mail/retry-policy";
import type { Viewer } from "@/lib/people/viewer";
import { deliveriesInDatabase } from "@/lib/queue/connections";
import type { DigestState } from "@/prisma/generated/enums";

export type DeliveryStep = "chosen" | "composed" | "written" | "marked" | "handed over" | "sent";

type Context = {
  now: Date;
  signal: AbortSignal;
  /** The shared source of candidates; by default that of this process. */
  lists?: CandidateLists;
  /** For tests: called between two steps; an error thrown here acts like a crash at that point. */
  onStep?: (step: DeliveryStep) => void | Promise<void>;
};

/** Composing a digest and reading its papers take several connections; the steps between states take one for a moment. */
const withDatabase = createLimiter(deliveriesInDatabase);

/** The payload of the job that delivers a digest. */
export const deliverySchema = z.object({ digestId: z.int() });

/**
 * Composes and sends one digest, as one job. A digest is marked as `sending` before it is handed to the mail server, and as
 * `sent` afterwards. If the worker dies in between, nobody knows whether the mail went out: the digest becomes `doubtful`
 * and is not sent again automatically.
 * @returns whether it was composed now, and its state; null if it was deleted
 */
export async function deliverDigest(
  { digestId }: z.output<typeof deliverySchema>,
  context: Context,
): Promise<{ composed: boolean; state: DigestState | null }> {
  const digest = await findDigest(digestId);
  if (!digest) return { composed: false, state: null };
  const { state } = digest;
  if (state === "composed") return { composed: false, state: await sendDigest(digest, context) };
  if (state !== "due") return { composed: false, state };
  const onChosen = () => context.onStep?.("chosen");
  const now = await withDatabase(() => composeDigest(digest, { ...context, onChosen }));
  await context.onStep?.("composed");
  return { composed: true, state: now === "composed" ? await sendDigest(digest, context) : now };
}

type Digest = DueDigest & PeriodColumns & { state: DigestState; email: string; token: string };

type Row = Omit<Digest, "viewer" | "budgets"> & {
  budgets: unknown;
  userId: number | null;
  username: string | null;
  role: Viewer["role"];
  banned: boolean;
  createdAt: Date;
};

async function findDigest(id: number): Promise<Digest | null> {
  const [row] = await getDb().$queryRaw<Row[]>`
    SELECT d.id, d.state, d.period_kind AS "periodKind", d.period_start AS "periodStart", d.due_at AS "dueAt",
      d.attempts, d.error, s.id AS "subscriptionId", s.email, s.token, s.feed, s.cadence, s.most, s.budgets,
      s.confirmed_at IS NULL OR s.unsubscribed_at IS NOT NULL AS stopped,
      u.id AS "userId", u.username, u.role, u.banned_at IS NOT NULL AS banned, u.created_at AS "createdAt"
    FROM digests d JOIN subscriptions s ON s.id = d.subscription_id LEFT JOIN users u ON u.id = s.user_id
    WHERE d.id = ${id}`;
  if (!row) return null;
  const { userId, username, role, banned, createdAt, budgets, ...rest } = row;
  const viewer = userId === null ? null : { id: userId, username: username ?? "", role, banned, createdAt };
  return { ...rest, viewer, budgets: budgetsSchema.catch([]).parse(budgets) };
}

async function sendDigest(digest: Digest, { now, signal, onStep }: Context): Promise<DigestState> {
  const { id, email } = digest;
  const content = await withDatabase(() => readContent(digest, now));
  if (content.papers.length === 0)
    return endDigest(id, "composed", "empty", { error: "Its papers are not listed any more." });
  if (isTooLate(digest.cadence, digest.dueAt, now))
    // A digest with a failed attempt keeps the error of that attempt.
    return digest.attempts
      ? endDigest(id, "composed", "failed")
      : endDigest(id, "composed", "skipped", { error: "It was too late." });
  const mail = mailOf(content, email, messageIdOf(`digest.${id}`, `${id} ${content.token ?? ""}`));
  await onStep?.("written");
  const mailer = getSharedMailer();
  if (mailer.isUnreachable(now)) return tryLater(id, "composed", "composed", { at: putOffUntil(now) });
  if (!(await mailer.waitForTurn(signal))) return tryLater(id, "composed", "composed", { at: now });
  return mailer.withConnection(() => handOver(digest, mail, { now, onStep }));
}

async function handOver(
  digest: Digest,
  mail: ReturnType<typeof mailOf>,
  { now, onStep }: Pick<Context, "now" | "onStep">,
): Promise<DigestState> {
  const { id } = digest;
  if (!(await markSending(id, mail, now)))
    return endDigest(id, "composed", "skipped", { error: "The subscription was stopped." });
  await onStep?.("marked");
  try {
    await getSharedMailer().send(mail);
  } catch (reason) {
    return handleFailure(digest, reason, now);
  }
  await onStep?.("handed over");
  const state = await endDigest(id, "sending", "sent", { error: null, sentAt: now });
  await onStep?.("sent");
  return state;
}

async function readContent(
  { id, feed, cadence, token, viewer, ...period }: Digest,
  now: Date,
): Promise<DigestContent> {
  const [papers, title] = await Promise.all([readDigestPapers(id), titleOf(feed, viewer, now)]);
  return { title, feed, cadence, period: toPeriod(period), papers, token };
}

async function handleFailure(
  { id, email, attempts: before }: Digest,
  reason: unknown,
  now: Date,
): Promise<DigestState> {
  const failure = failureOf(reason);
  const error = messageOf(reason).slice(0, 500);
  const attempts = before + 1;
  if (failure === "doubtful") return endDigest(id, "sending", "doubtful", { error });
  if (failure === "refused") {
    await noteBounce(email, "bounce", now);
    return endDigest(id, "sending", "failed", { error, attempts });
  }
  if (failure === "unreachable") getSharedMailer().noteUnreachable(now);
  const at = nextTry(attempts, now);
  if (!at) return endDigest(id, "sending", "failed", { error, attempts });
  return tryLater(id, "sending", "composed", { at, error, attempts });
}
