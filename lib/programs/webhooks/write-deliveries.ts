import { getDb, Prisma } from "@/lib/base/db";
import { paperUrl } from "@/lib/programs/api/paper-json";
import { deliveryJobSql } from "@/lib/programs/webhooks/deliver";

/** A new delivery: the webhook, the subject, and the data of the message. */
export type NewDelivery = { webhookId: number; payload: Prisma.InputJsonObject } & (
  | { kind: "paper"; paperKey: string }
  | { kind: "comment"; commentId: number }
  | { kind: "upvote"; paperKey: string; voterId: number }
);

/**
 * Writes deliveries and the jobs that send them; deliveries that exist already are not written again.
 * @param now the creation time in the messages
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

/** SQL: whether the owner `u` of a webhook submitted the paper `p` or is a verified author of it. */
export const ownPaperSql = Prisma.sql`(p.submitter_id = w.user_id OR EXISTS (
  SELECT 1 FROM claims WHERE paper_id = p.id AND user_id = w.user_id AND status = 'verified'))`;

/** The data of a paper in a message: its address and its title. */
export function toTitledJson({ key, title }: { key: string; title: string }) {
  return { id: key, url: paperUrl(key), title };
}
