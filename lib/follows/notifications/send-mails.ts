import { DateTime } from "luxon";
import { createPacer } from "@/lib/base/concurrency";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { elapsed } from "@/lib/base/time";
import { listUnmailed, markMailed, putOff, type Unmailed } from "@/lib/follows/notifications/mail";
import { notificationMail } from "@/lib/follows/notifications/mail-letter";
import { listMailStops, noteBounce } from "@/lib/mail/bounces";
import { failureOf, type Mailer, openMailer } from "@/lib/mail/mailer";
import { messageIdOf } from "@/lib/mail/message-id";
import { nextTryForDays } from "@/lib/mail/retry-policy";

/** Mails once a day come from this hour on, in the reader's own time zone. */
const dailyHour = 8;
/** What waited longer, since the hub or its mail server was down, is only shown in the hub. */
const oldestDays = 3;
const page = 100;

type Context = {
  now: Date;
  signal: AbortSignal;
  /** Called after one is marked and before it is handed over; what it throws ends the run there, as a crash would. */
  onMarked?: () => void;
};

/**
 * Mails what waits for readers, one mail each. What is mailed is marked before the mail is handed over, so that nothing is
 * mailed twice; where the server certainly did not take it the mark is taken back, and where nobody can know it stays.
 * Who is put off waits longer each time.
 * @param how who is meant: those who chose to be mailed daily, or instantly
 * @returns how many mails went out
 * @throws when the mail server cannot be reached
 */
export async function mailNotifications(
  how: "daily" | "instantly",
  context: Context,
): Promise<{ mailed: number }> {
  const mailer = openMailer();
  const pace = createPacer(getConfig().MAIL_PER_SECOND, context.signal);
  let mailed = 0;
  try {
    for (let after = 0; ; ) {
      const people = await listUnmailed(how, { after, limit: page, now: context.now });
      for (const person of await listDue(how, people, context.now))
        if (await pace()) mailed += (await mailOne(person, mailer, context)) ? 1 : 0;
      const last = people.at(-1);
      if (!last || people.length < page || context.signal.aborted) return { mailed };
      after = last.userId;
    }
  } finally {
    mailer.close();
  }
}

/** Those to be mailed now: whose address takes mail, and of daily ones those who had none today and for whom it is time. */
async function listDue(how: "daily" | "instantly", people: Unmailed[], now: Date): Promise<Unmailed[]> {
  const stopped = await listMailStops(people.map(({ email }) => email));
  const open = people.filter(({ email }) => !stopped.has(email.toLowerCase()));
  if (how === "instantly") return open;
  const rows = await getDb().notification.groupBy({
    by: ["userId"],
    where: { userId: { in: open.map(({ userId }) => userId) }, mailedAt: { not: null } },
    _max: { mailedAt: true },
  });
  const last = new Map(rows.map((row) => [row.userId, row._max.mailedAt]));
  return open.filter(({ userId, timeZone }) => isTime(timeZone, last.get(userId) ?? null, now));
}

/** Whether it is time for the day's mail: the hour has come, and none went out on this day of the reader's. */
export function isTime(timeZone: string | null, last: Date | null, now: Date): boolean {
  const local = DateTime.fromJSDate(now, { zone: timeZone ?? getConfig().HUB_TIME_ZONE });
  return local.hour >= dailyHour && (last === null || last < local.startOf("day").toJSDate());
}

async function mailOne(person: Unmailed, mailer: Mailer, { now, onMarked }: Context): Promise<boolean> {
  const fresh = person.items.filter(({ createdAt }) => elapsed(createdAt, now, "days") < oldestDays);
  const marked = new Set(
    await markMailed(
      person.items.map(({ id }) => id),
      now,
    ),
  );
  const items = fresh.filter(({ id }) => marked.has(id));
  if (items.length === 0) return false;
  onMarked?.();
  const ids = items.map(({ id }) => id);
  const messageId = messageIdOf("news", `${ids.join()} ${now.toISOString()}`);
  try {
    await mailer.send(notificationMail({ ...person, items }, dayWords(person.timeZone, now), messageId));
  } catch (reason) {
    await takeBack(person, ids, reason, now);
    return false;
  }
  if (person.tries > 0) await putOff(person.userId, 0, null);
  return true;
}

async function takeBack(
  { userId, email, tries }: Unmailed,
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
  // A server that is not there puts off nobody in particular: the whole run is tried again.
  if (failure === "unreachable") throw reason;
  await putOff(userId, tries + 1, nextTryForDays(tries + 1, now));
}

function dayWords(timeZone: string | null, now: Date): string {
  const zone = timeZone ?? getConfig().HUB_TIME_ZONE;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: zone }).format(now);
}
