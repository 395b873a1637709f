import { Prisma } from "@/lib/base/db";
import type { Role, WebhookEvent } from "@/prisma/generated/enums";

/** A webhook that is to be told, and of which span of time. */
export type Listener = {
  id: number;
  event: WebhookEvent;
  feed: string | null;
  toldUntil: Date;
  owner: { id: number; role: Role };
  since: Date;
  until: Date;
};

export type News = { subject: string; payload: Prisma.InputJsonObject };

/** Some news, and up to when that is all there is. */
export type NewsPage = { news: News[]; until: Date };

/** As many pieces of news are written at once for one webhook; the rest follows in the next run. */
export const mostNews = 100;

/** Rows in the order of time as a page of news: a full page ends with its last row, since more may follow. */
export function toPage<R extends { at: Date }>(rows: R[], until: Date, toNews: (row: R) => News): NewsPage {
  const last = rows.length === mostNews ? rows.at(-1) : undefined;
  return { news: rows.map(toNews), until: last?.at ?? until };
}

/** Keeps out what a webhook was told already; begins with AND. */
export function untoldSql(webhookId: number, subject: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`AND NOT EXISTS (
    SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = ${webhookId} AND d.subject = ${subject})`;
}
