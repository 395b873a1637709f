import { getDb } from "@/lib/base/db";
import { listWaiting } from "@/lib/follows/notifications/notifications";
import type { NotificationItem } from "@/lib/follows/notifications/words";
import { listedSql } from "@/lib/papers/conditions";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";
import type { NotificationMail } from "@/prisma/generated/enums";

/** Somebody who is to be mailed, and of what. */
export type Unmailed = {
  userId: number;
  username: string;
  email: string;
  timeZone: string | null;
  items: NotificationItem[];
  /** How often in a row the mail server put their mails off. */
  tries: number;
};

/** How the viewer's notifications are mailed. */
export async function getNotificationMail(viewer: Viewer): Promise<NotificationMail> {
  const row = await getDb().reader.findUnique({
    where: { userId: viewer.id },
    select: { notificationMail: true },
  });
  return row?.notificationMail ?? "daily";
}

/** The viewer chooses how they are mailed. What came while they were not is not mailed later. */
export async function chooseNotificationMail(
  viewer: Viewer,
  mail: NotificationMail,
  now = new Date(),
): Promise<void> {
  const before = await getNotificationMail(viewer);
  if (before === "never" && mail !== "never")
    await getDb().notification.updateMany({
      where: { userId: viewer.id, mailedAt: null },
      data: { mailedAt: now },
    });
  await setReader(viewer.id, { notificationMail: mail });
}

/**
 * Some of the people whose notifications wait to be mailed, in the order of their ids, each with at most 200 of them:
 * neither read nor mailed, the first one first. Those whose mail was put off wait until it is tried again.
 * @param mail whose: those who chose to be mailed daily, or instantly
 * @param page.after the id of the last person of the page before; `limit` people at most
 */
export async function listUnmailed(
  mail: "daily" | "instantly",
  { after = 0, limit = 100, now = new Date() }: { after?: number; limit?: number; now?: Date } = {},
): Promise<Unmailed[]> {
  const people = await getDb().$queryRaw<Omit<Unmailed, "items">[]>`
    SELECT u.id AS "userId", u.username, u.email, u.time_zone AS "timeZone", coalesce(r.mail_tries, 0) AS tries
    FROM users u LEFT JOIN readers r ON r.user_id = u.id
    WHERE u.id IN (SELECT n.user_id FROM notifications n JOIN papers p ON p.id = n.paper_id AND ${listedSql}
        WHERE n.mailed_at IS NULL AND n.read_at IS NULL)
      AND u.id > ${after} AND u.username IS NOT NULL AND u.email IS NOT NULL AND u.banned_at IS NULL
      AND coalesce(r.notification_mail, 'daily')::text = ${mail}
      AND (r.mail_again_at IS NULL OR r.mail_again_at <= ${now})
    ORDER BY u.id LIMIT ${limit}`;
  const waiting = await listWaiting(people.map(({ userId }) => userId));
  return people.map((person) => ({ ...person, items: waiting.get(person.userId) ?? [] }));
}

/**
 * Notes that notifications are mailed. Called before a mail goes out, it keeps two runs at once from mailing one twice.
 * @returns the ids that nobody had noted before
 */
export async function markMailed(ids: number[], now: Date): Promise<number[]> {
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    UPDATE notifications SET mailed_at = ${now} WHERE id = ANY(${ids}) AND mailed_at IS NULL RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Notes until when somebody's mails wait, after so many tries in a row that failed. */
export async function putOff(userId: number, mailTries: number, mailAgainAt: Date | null): Promise<void> {
  await setReader(userId, { mailTries, mailAgainAt });
}
