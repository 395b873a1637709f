import { getConfig } from "@/lib/base/config";
import { fullDayIn } from "@/lib/base/date-words";
import { getDb, Prisma } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { notificationMail } from "@/lib/follows/notifications/mail-content";
import { listUnmailed } from "@/lib/follows/notifications/notifications";
import { nextDailyHour, planMails } from "@/lib/follows/notifications/plan-mails";
import { findMailStop, noteBounce } from "@/lib/mail/bounces";
import { failureOf, getSharedMailer } from "@/lib/mail/mailer";
import { messageIdOf } from "@/lib/mail/message-id";
import { nextTryForDays } from "@/lib/mail/retry-policy";
import { setReader } from "@/lib/people/reader";
import type { Payloads } from "@/lib/queue/enqueue";
import type { NotificationMail } from "@/prisma/generated/enums";

/** Notifications older than this, for instance after an outage, are not mailed; they are only shown on the hub. */
const maxAge = { days: 3 };

type Context = {
  now: Date;
  signal: AbortSignal;
  /** For tests: called between marking the notifications and handing over the mail; an error thrown here acts like a crash. */
  onMarked?: () => void;
};

type Reader = {
  userId: number;
  email: string;
  timeZone: string | null;
  choice: NotificationMail;
  /** How often in a row the mail server has deferred their mails. */
  tries: number;
  againAt: Date | null;
  lastAt: Date | null;
};

/**
 * Sends a reader's waiting notifications in one mail, if it is time. They are marked as mailed before the mail is handed
 * over, so that none is mailed twice. The mark is removed if the server certainly did not accept the mail, and stays if
 * that is unknown. After each deferral by the server the reader's mails wait longer.
 * @returns the number of mails sent: 0 or 1
 * @throws if the mail server cannot be reached, so that the job is retried
 */
export async function mailNotifications(
  { userId }: Payloads["mail-notifications"],
  context: Context,
): Promise<{ mailed: number }> {
  const reader = await findReader(userId);
  if (!reader || reader.choice === "never" || (await findMailStop(reader.email))) return { mailed: 0 };
  if (!isTime(reader, context.now)) {
    await planMails(getDb(), [userId], context.now);
    return { mailed: 0 };
  }
  if (!(await getSharedMailer().waitForTurn(context.signal)))
    throw new Error("The worker was asked to stop.");
  // A mail that is marked would be lost if the worker ended while the mail waits for a connection.
  const mailed = await getSharedMailer().withConnection(() => mailOne(reader, context));
  return { mailed: mailed ? 1 : 0 };
}

async function findReader(userId: number): Promise<Reader | null> {
  const [reader] = await getDb().$queryRaw<Reader[]>`
    SELECT u.id AS "userId", u.email, u.time_zone AS "timeZone", coalesce(r.notification_mail, 'daily') AS choice,
      coalesce(r.mail_tries, 0) AS tries, r.mail_again_at AS "againAt",
      (SELECT max(mailed_at) FROM notifications WHERE user_id = u.id) AS "lastAt"
    FROM users u LEFT JOIN readers r ON r.user_id = u.id
    WHERE u.id = ${userId} AND u.email IS NOT NULL AND u.username IS NOT NULL AND u.banned_at IS NULL`;
  return reader ?? null;
}

/** Whether the reader's mails may go out now: not deferred and, if they are mailed once a day, at or after their hour. */
function isTime({ choice, timeZone, lastAt, againAt }: Reader, now: Date): boolean {
  if (againAt && againAt > now) return false;
  return choice === "instantly" || nextDailyHour(timeZone, lastAt, now) <= now;
}

async function mailOne(reader: Reader, { now, onMarked }: Context): Promise<boolean> {
  const waiting = await listUnmailed(reader.userId);
  const marked = new Set(
    await markMailed(
      waiting.map(({ id }) => id),
      now,
    ),
  );
  const items = waiting.filter(({ id, createdAt }) => marked.has(id) && createdAt > minus(now, maxAge));
  if (items.length === 0) return false;
  onMarked?.();
  const ids = items.map(({ id }) => id);
  const messageId = messageIdOf("news", `${ids.join()} ${now.toISOString()}`);
  try {
    await getSharedMailer().send(
      notificationMail(
        { ...reader, items },
        fullDayIn(reader.timeZone ?? getConfig().HUB_TIME_ZONE, now),
        messageId,
      ),
    );
  } catch (reason) {
    await handleFailure(reader, ids, reason, now);
    return false;
  }
  if (reader.tries > 0) await setDeferral(reader.userId, 0, null);
  return true;
}

/**
 * Marks notifications as mailed. Because this happens before the mail goes out, two runs at once cannot mail the same one.
 * @returns the ids that had not been marked before
 */
async function markMailed(ids: number[], now: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    UPDATE notifications SET mailed_at = ${now} WHERE id = ANY(${ids}) AND mailed_at IS NULL RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Handles a failed mail: notes a bounce, or unmarks the notifications and schedules another attempt. */
async function handleFailure(
  { userId, email, tries }: Reader,
  ids: number[],
  reason: unknown,
  now: Date,
): Promise<void> {
  const failure = failureOf(reason);
  if (failure === "refused") await noteBounce(email, "bounce", now);
  if (failure !== "later" && failure !== "unreachable") return;
  await getDb().notification.updateMany({
    where: { id: { in: ids }, mailedAt: now },
    data: { mailedAt: null },
  });
  // An unreachable server says nothing about this reader: the queue retries the job.
  if (failure === "unreachable") throw reason;
  await setDeferral(userId, tries + 1, nextTryForDays(tries + 1, now));
  await planMails(getDb(), [userId], now);
}

/** Stores how many attempts in a row have failed for a reader, and until when their mails wait. */
async function setDeferral(userId: number, mailTries: number, mailAgainAt: Date | null): Promise<void> {
  await setReader(userId, { mailTries, mailAgainAt });
}

/** Adds the mail jobs of all readers with waiting notifications; called when a worker starts. */
export async function resumeMails(now: Date): Promise<void> {
  const rows = await getDb().$queryRaw<{ userId: number }[]>(
    Prisma.sql`SELECT DISTINCT user_id AS "userId" FROM notifications WHERE mailed_at IS NULL AND read_at IS NULL`,
  );
  await planMails(
    getDb(),
    rows.map(({ userId }) => userId),
    now,
  );
}
