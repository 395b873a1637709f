import { getDb } from "@/lib/base/db";
import type { MailStopKind } from "@/prisma/generated/enums";

export type { MailStopKind } from "@/prisma/generated/enums";
export type MailStop = { kind: MailStopKind; stoppedAt: Date };

/**
 * Notes that an address cannot be reached for good, or that its reader complained. From then on it gets only mail that
 * is asked for at that moment, such as a link that signs in. Repeating it changes nothing; a complaint outlives a bounce.
 */
export async function noteBounce(email: string, kind: MailStopKind, now = new Date()): Promise<void> {
  const address = email.trim().toLowerCase();
  await getDb().$executeRaw`
    INSERT INTO mail_stops (email, kind, stopped_at) VALUES (${address}, ${kind}::"MailStopKind", ${now})
    ON CONFLICT (email) DO UPDATE SET kind = excluded.kind WHERE mail_stops.kind <> 'complaint'`;
}

/** Why no mail goes to an address, and since when; null where it does, or where there is none. */
export async function findMailStop(email: string | null): Promise<MailStop | null> {
  if (email === null) return null;
  return getDb().mailStop.findUnique({
    where: { email: email.toLowerCase() },
    select: { kind: true, stoppedAt: true },
  });
}

/** Lets mail go to an address again: its reader asked for it, or used a link that was mailed there. Repeating it changes nothing. */
export async function allowMail(email: string): Promise<void> {
  await getDb().mailStop.deleteMany({ where: { email: email.toLowerCase() } });
}
