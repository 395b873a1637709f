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

/** What waited longer, since the hub or its mail server was down, is only shown in the hub. */
const oldest = { days: 3 };

type Context = {
  now: Date;
  signal: AbortSignal;
  /** Called after the notifications are marked and before the mail is handed over; what it throws is like a crash there. */
  onMarked?: () => void;
};

type Reader = {
  userId: number;
  email: string;
  timeZone: string | null;
  choice: NotificationMail;
  /** How often in a row the mail server put their mails off. */
  tries: number;
  againAt: Date | null;
  lastAt: Date | null;
};

/**
 * Mails one reader what waits for them, as one mail, if it is time. What is mailed is marked before the mail is handed
 * over, so that nothing is mailed twice; where the server certainly did not take it the mark is taken back, and where
 * nobody can know it stays. Who is put off waits longer each time.
 * @returns how many mails went out: one or none
 * @throws when the mail server cannot be reached: the job is then tried again
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
  return { mailed: (await mailOne(reader, context)) ? 1 : 0 };
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

/** Whether mail to a reader is not put off, and the hour has come for those who are mailed once a day. */
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
  const items = waiting.filter(({ id, createdAt }) => marked.has(id) && createdAt > minus(now, oldest));
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
    await takeBack(reader, ids, reason, now);
    return false;
  }
  if (reader.tries > 0) await putOff(reader.userId, 0, null);
  return true;
}

/**
 * Notes that notifications are mailed. Done before a mail goes out, it keeps two runs at once from mailing one twice.
 * @returns the ids that nobody had noted before
 */
async function markMailed(ids: number[], now: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    UPDATE notifications SET mailed_at = ${now} WHERE id = ANY(${ids}) AND mailed_at IS NULL RETURNING id`;
  return rows.map(({ id }) => id);
}

async function takeBack(
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
  // A server that is not there puts off nobody in particular: the queue tries the job again.
  if (failure === "unreachable") throw reason;
  await putOff(userId, tries + 1, nextTryForDays(tries + 1, now));
  await planMails(getDb(), [userId], now);
}

/** Notes until when somebody's mails wait, after so many tries in a row that failed. */
async function putOff(userId: number, mailTries: number, mailAgainAt: Date | null): Promise<void> {
  await setReader(userId, { mailTries, mailAgainAt });
}

/** Adds the jobs of all readers whose notifications wait to be mailed: for a worker that starts. */
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
