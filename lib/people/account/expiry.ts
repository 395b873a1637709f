import { getDb } from "@/lib/base/db";

/** Deletes expired sessions, and mailed links that sign in or change an address. @returns how many of each */
export async function deleteExpiredSignIns(now: Date): Promise<{ sessions: number; tokens: number }> {
  const where = { expires: { lt: now } };
  const [sessions, signIns, changes] = await Promise.all([
    getDb().session.deleteMany({ where }),
    getDb().verificationToken.deleteMany({ where }),
    getDb().addressChange.deleteMany({ where: { expiresAt: { lt: now } } }),
  ]);
  return { sessions: sessions.count, tokens: signIns.count + changes.count };
}
