import { getDb } from "@/lib/base/db";

/** Deletes expired sessions and sign-in links. @returns how many of each */
export async function deleteExpiredSignIns(now: Date): Promise<{ sessions: number; tokens: number }> {
  const where = { expires: { lt: now } };
  const [sessions, tokens] = await Promise.all([
    getDb().session.deleteMany({ where }),
    getDb().verificationToken.deleteMany({ where }),
  ]);
  return { sessions: sessions.count, tokens: tokens.count };
}
