import type { z } from "zod";
import { getDb, Prisma } from "@/lib/base/db";
import { writeCursor } from "@/lib/feeds/cursor";
import { listedSql } from "@/lib/papers/conditions";
import type { PaperJson } from "@/lib/programs/huggingface/contract";
import type { papersQuery } from "@/lib/programs/huggingface/contract-query";
import { toPaperJson } from "@/lib/programs/huggingface/paper-json";
import { listPaperRows } from "@/lib/programs/huggingface/paper-rows";

export type PapersPage = { items: PaperJson[]; next: string | null };

/** All listed papers, the latest publication first, page by page, as `GET /api/papers` gives them. Two queries. */
export async function listByDate({ cursor, limit }: z.output<typeof papersQuery>): Promise<PapersPage> {
  const start = cursor
    ? Prisma.sql`AND (published_at, id) < (${new Date(cursor.value)}, ${cursor.id})`
    : Prisma.empty;
  const rows = await getDb().$queryRaw<{ id: number; publishedAt: Date }[]>`
    SELECT id, published_at AS "publishedAt" FROM papers p WHERE ${listedSql} ${start}
    ORDER BY published_at DESC, id DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    items: (await listPaperRows(page.map(({ id }) => id))).map(toPaperJson),
    next: more ? writeCursor({ value: last.publishedAt.getTime(), id: last.id, seen: 0 }) : null,
  };
}
