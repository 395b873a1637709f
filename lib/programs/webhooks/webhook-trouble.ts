import { getDb } from "@/lib/base/db";
import { counted } from "@/lib/base/text";
import { minus } from "@/lib/base/time";

const waitsLongAfter = { hours: 1 };
const switchedOffWithin = { days: 7 };

/** Whether webhooks do not take their messages, in one or two sentences; null when all is well. Names no webhook and no owner. */
export async function findWebhookTrouble(now: Date): Promise<string | null> {
  const [row] = await getDb().$queryRaw<{ waiting: number; off: number }[]>`
    SELECT count(*) FILTER (WHERE w.disabled_at IS NULL AND u.banned_at IS NULL AND EXISTS (
        SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.next_attempt_at IS NOT NULL AND d.attempts > 0
          AND d.created_at < ${minus(now, waitsLongAfter)}))::int AS waiting,
      count(*) FILTER (WHERE w.disabled_by = 'failures' AND w.disabled_at > ${minus(now, switchedOffWithin)})::int AS off
    FROM webhooks w JOIN users u ON u.id = w.user_id`;
  if (!row) return null;
  const sentences = [];
  if (row.waiting > 0)
    sentences.push(
      `${counted(row.waiting, "webhook")} could not be called for over an hour; the hub tries again for a day and a half.`,
    );
  if (row.off > 0)
    sentences.push(
      `${counted(row.off, "webhook")} ${row.off === 1 ? "was" : "were"} switched off in the last 7 days after too many failures.`,
    );
  if (sentences.length === 0) return null;
  return `${sentences.join(" ")} Their owners see why in their settings.`;
}
