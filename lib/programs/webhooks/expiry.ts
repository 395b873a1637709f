import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

const kept = { days: 30 };

/** Deletes deliveries to webhooks after 30 days. @returns how many */
export async function deleteExpiredDeliveries(now: Date): Promise<number> {
  const old = { lt: minus(now, kept) };
  return (await getDb().webhookDelivery.deleteMany({ where: { createdAt: old } })).count;
}
