import { getDb } from "@/lib/base/db";
import { countedVoteSql, listedSql } from "@/lib/papers/conditions";
import { onSql } from "@/lib/programs/webhooks/deliver";
import {
  type NewDelivery,
  ownPaperSql,
  toTitledJson,
  writeDeliveries,
} from "@/lib/programs/webhooks/write-deliveries";
import type { Payloads } from "@/lib/queue/enqueue";

type Row = { webhookId: number; voterId: number; key: string; title: string; upvotes: number; castAt: Date };

/**
 * Writes the deliveries of a counted upvote to webhooks whose owner submitted the paper or is a verified author of it, and
 * is not the voter. The message does not name the voter. If somebody withdraws a vote and casts it again, no second message
 * is sent.
 * @returns how many deliveries were written
 */
export async function tellOfUpvote(
  { paperId, voterId }: Payloads["tell-of-upvote"],
  { now }: { now: Date },
): Promise<{ told: number }> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT w.id AS "webhookId", v.user_id AS "voterId", v.cast_at AS "castAt", p.key, p.title, p.upvotes
    FROM votes v JOIN papers p ON p.id = v.paper_id
      JOIN webhooks w ON w.event = 'upvote' AND w.enabled_at < v.cast_at AND w.user_id <> v.user_id
      JOIN users u ON u.id = w.user_id
    WHERE v.paper_id = ${paperId} AND v.user_id = ${voterId} AND ${countedVoteSql}
      AND ${listedSql} AND ${onSql} AND ${ownPaperSql}`;
  return { told: await writeDeliveries(rows.map(toDelivery), now) };
}

function toDelivery({ webhookId, voterId, key, title, upvotes, castAt }: Row): NewDelivery {
  const paper = { ...toTitledJson({ key, title }), upvotes };
  return {
    webhookId,
    kind: "upvote",
    paperKey: key,
    voterId,
    payload: { paper, upvotedAt: castAt.toISOString() },
  };
}
