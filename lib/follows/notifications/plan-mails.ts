import { getConfig } from "@/lib/base/config";
import { Prisma, type Tx } from "@/lib/base/db";
import { addDays, dayIn, momentIn } from "@/lib/base/time";
import { addJobSql } from "@/lib/queue/enqueue";

/** The hour of the daily mail, in the reader's own time zone. */
const dailyHour = 8;

type Reader = {
  userId: number;
  timeZone: string | null;
  daily: boolean;
  /** When notifications were last mailed to them. */
  lastAt: Date | null;
  /** Until when their mails wait because the mail server deferred them. */
  againAt: Date | null;
};

/**
 * Adds a mail job for each of these readers who has waiting notifications, due at once or at their daily hour, as they
 * have chosen. A reader has at most one such job: adding it again only changes its time.
 */
export async function planMails(tx: Pick<Tx, "$queryRaw">, userIds: number[], now: Date): Promise<void> {
  if (userIds.length === 0) return;
  const readers = await tx.$queryRaw<Reader[]>`
    SELECT u.id AS "userId", u.time_zone AS "timeZone", coalesce(r.notification_mail, 'daily') = 'daily' AS daily,
      r.mail_again_at AS "againAt", (SELECT max(mailed_at) FROM notifications WHERE user_id = u.id) AS "lastAt"
    FROM users u LEFT JOIN readers r ON r.user_id = u.id
    WHERE u.id = ANY(${userIds}) AND u.banned_at IS NULL AND u.email IS NOT NULL
      AND coalesce(r.notification_mail, 'daily') <> 'never' AND EXISTS (SELECT 1 FROM notifications
        WHERE user_id = u.id AND mailed_at IS NULL AND read_at IS NULL)`;
  const due = readers.map((reader) => ({ userId: reader.userId, at: dueAt(reader, now) }));
  const key = Prisma.sql`'mail-notifications:' || d."userId"`;
  await tx.$queryRaw`
    SELECT count(${addJobSql("mail-notifications", { userId: Prisma.sql`d."userId"` }, { key, runAt: Prisma.sql`d.at` })})::int
    FROM json_to_recordset(${JSON.stringify(due)}::json) AS d("userId" int, at timestamptz)`;
}

/** When to mail a reader; null for at once. */
function dueAt({ daily, timeZone, lastAt, againAt }: Reader, now: Date): Date | null {
  const hour = daily ? nextDailyHour(timeZone, lastAt, now) : null;
  const latest = Math.max(hour?.getTime() ?? 0, againAt?.getTime() ?? 0);
  return latest > now.getTime() ? new Date(latest) : null;
}

/**
 * When the next daily mail of a reader is due: at their hour today, which may be past, or tomorrow if they have had a mail
 * today.
 * @param lastAt when their last mail went out
 */
export function nextDailyHour(timeZone: string | null, lastAt: Date | null, now: Date): Date {
  const zone = timeZone ?? getConfig().HUB_TIME_ZONE;
  const today = dayIn(zone, now);
  const mailedToday = lastAt !== null && dayIn(zone, lastAt) >= today;
  return momentIn(zone, mailedToday ? addDays(today, 1) : today, dailyHour);
}
