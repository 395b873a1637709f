import { getDb, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import type { MailStopKind } from "@/prisma/generated/enums";

export type { MailStopKind } from "@/prisma/generated/enums";
export type MailStop = { kind: MailStopKind; stoppedAt: Date };

/**
 * Records a permanent bounce of an address, or a complaint by its owner. From then on it gets only mail that its owner
 * asks for at that moment, such as a sign-in link. Repeating it changes nothing; a bounce does not replace a complaint.
 */
export async function noteBounce(email: string, kind: MailStopKind, now = new Date()): Promise<void> {
  const address = email.trim().toLowerCase();
  await getDb().$executeRaw`
    INSERT INTO mail_stops (email, kind, stopped_at) VALUES (${address}, ${kind}::"MailStopKind", ${now})
    ON CONFLICT (email) DO UPDATE SET kind = excluded.kind WHERE mail_stops.kind <> 'complaint'`;
}

/** Why and since when an address gets no mail; null if it does get mail, or if there is no address. */
export async function findMailStop(email: string | null): Promise<MailStop | null> {
  if (email === null) return null;
  return getDb().mailStop.findUnique({
    where: { email: email.toLowerCase() },
    select: { kind: true, stoppedAt: true },
  });
}

/** Allows mail to an address again, because its owner asked for it or used a link that was mailed there. Safe to repeat. */
export async function allowMail(email: string): Promise<void> {
  await getDb().mailStop.deleteMany({ where: { email: email.toLowerCase() } });
}

/** Deletes what is known about the address of a person whose account is being deleted. */
export async function forgetMailStop(tx: Tx, email: string): Promise<void> {
  await tx.mailStop.deleteMany({ where: { email: email.toLowerCase() } });
}

const fewBounces = 3;

/**
 * Whether unusually many addresses bounced or complained in the last day, in a sentence; null when all is well.
 * @param sent how many mails were sent in that day
 */
export async function findBounceTrouble(sent: number, now: Date): Promise<string | null> {
  const stopped = await getDb().mailStop.count({ where: { stoppedAt: { gt: minus(now, { days: 1 }) } } });
  if (stopped < fewBounces || stopped * 20 < sent) return null;
  return `${stopped} addresses bounced or complained in the last day. Check MAIL_FROM, and the SPF and DKIM records of its domain.`;
}
