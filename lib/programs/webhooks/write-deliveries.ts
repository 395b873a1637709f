import { getDb, Prisma } from "@/lib/base/db";
import { paperUrl } from "@/lib/programs/api/paper-json";
import { deliveryJobSql } from "@/lib/programs/webhooks/deliver";

/** One thing that one webhook is told: what it is about, and the data of the message. */
export type NewDelivery = { webhookId: number; payload: Prisma.InputJsonObject } & (
  | { kind: "paper"; paperKey: string }
  | { kind: "comment"; commentId: number }
  | { kind: "upvote"; paperKey: string; voterId: number }
);

/**
 * Writes deliveries, each once however often it is asked for, and with each the job that sends it.
 * @param now when the messages say that they were made
 * @returns how many were new
 */
export async function writeDeliveries(deliveries: NewDelivery[], now: Date): Promise<number> {
  if (deliveries.length === 0) return 0;
  const rows = await getDb().$queryRaw<{ told: number }[]>`
    WITH d AS (
      INSERT INTO webhook_deliveries (webhook_id, kind, paper_key, comment_id, voter_id, payload, created_at, next_attempt_at)
      SELECT w.id, n.kind::"WebhookDeliveryKind", n."paperKey", n."commentId", n."voterId", n.payload,
        ${now}::timestamptz, ${now}::timestamptz
      FROM ROWS FROM (json_to_recordset(${JSON.stringify(deliveries)}::json)
          AS ("webhookId" int, kind text, "paperKey" text, "commentId" int, "voterId" int, payload jsonb)) WITH ORDINALITY AS
        n("webhookId", kind, "paperKey", "commentId", "voterId", payload, place)
      JOIN webhooks w ON w.id = n."webhookId"
      ORDER BY n.place
      ON CONFLICT DO NOTHING RETURNING id, webhook_id)
    SELECT count(${deliveryJobSql()})::int AS told FROM d`;
  return rows[0]?.told ?? 0;
}

/** What has `w` to say to its owner `u` about a paper `p`: whether the owner submitted it or is a verified author. */
export const ownPaperSql = Prisma.sql`(p.submitter_id = w.user_id OR EXISTS (
  SELECT 1 FROM claims WHERE paper_id = p.id AND user_id = w.user_id AND status = 'verified'))`;

/** What a message about a paper says of it: where it is, and its title. */
export function toTitledJson({ key, title }: { key: string; title: string }) {
  return { id: key, url: paperUrl(key), title };
}
