import { getDb } from "@/lib/base/db";
import { leaseEnd } from "@/lib/digests/patience";
import type { DigestState } from "@/prisma/generated/enums";

/** Marks a digest as being handed over, unless it is in other hands, or mail to its reader was stopped meanwhile. */
export async function mark(
  id: number,
  { subject, messageId }: { subject: string; messageId: string },
  now: Date,
) {
  const count = await getDb().$executeRaw`
    UPDATE digests d SET state = 'sending', next_attempt_at = ${leaseEnd(now)}, subject = ${subject}, message_id = ${messageId}
    FROM subscriptions s LEFT JOIN users u ON u.id = s.user_id
    WHERE d.id = ${id} AND d.state = 'composed' AND s.id = d.subscription_id AND s.unsubscribed_at IS NULL
      AND s.confirmed_at IS NOT NULL AND u.banned_at IS NULL AND NOT EXISTS (SELECT 1 FROM mail_stops m WHERE m.email = s.email)`;
  return count === 1;
}

export type Change = {
  state: DigestState;
  error?: string | null;
  sentAt?: Date;
  nextAttemptAt?: Date | null;
  attempts?: number;
};

/** Writes how a digest in this state came out. */
export async function settle(id: number, from: DigestState, change: Change): Promise<"not"> {
  await getDb().digest.updateMany({ where: { id, state: from }, data: { nextAttemptAt: null, ...change } });
  return "not";
}
