import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

/** How long an API token stays in its owner's list after it has expired. */
const keptExpired = { days: 90 };

/**
 * Deletes expired sessions, mailed links that sign in or change an address, and API tokens that expired over 90 days ago.
 * @returns how many sessions, and how many of the others
 */
export async function deleteExpiredSignIns(now: Date): Promise<{ sessions: number; tokens: number }> {
  const where = { expires: { lt: now } };
  const longExpired = { expiresAt: { lt: minus(now, keptExpired) } };
  const [sessions, signIns, changes, apiTokens] = await Promise.all([
    getDb().session.deleteMany({ where }),
    getDb().verificationToken.deleteMany({ where }),
    getDb().addressChange.deleteMany({ where: { expiresAt: { lt: now } } }),
    getDb().apiToken.deleteMany({ where: longExpired }),
  ]);
  return { sessions: sessions.count, tokens: signIns.count + changes.count + apiTokens.count };
}
