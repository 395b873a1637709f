import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

const kept = { days: 90 };

/** Deletes notifications and hits of followed searches that are over 90 days old. @returns how many of each */
export async function deleteExpiredNews(now: Date): Promise<{ notifications: number; hits: number }> {
  const old = { lt: minus(now, kept) };
  const [notifications, hits] = await Promise.all([
    getDb().notification.deleteMany({ where: { createdAt: old } }),
    getDb().followHit.deleteMany({ where: { foundAt: old } }),
  ]);
  return { notifications: notifications.count, hits: hits.count };
}
