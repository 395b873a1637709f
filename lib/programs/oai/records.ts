import { getDb, Prisma } from "@/lib/base/db";
import { citedColumns } from "@/lib/programs/formats/cited";
import type { OaiWindow } from "@/lib/programs/oai/request";
import type { PaperGetPayload } from "@/prisma/generated/models/Paper";

const select = { ...citedColumns, status: true, versions: true } as const;

/** A paper that is or was listed; a hidden one is a deleted record. */
export type OaiPaper = PaperGetPayload<{ select: typeof select }>;

/** Where a list continues: after the record with this id that changed at this moment; `cursor` records came before it. */
export type Place = { at: Date; id: number; cursor: number };

type Wanted = OaiWindow & {
  /** Papers in any of these; null for all papers. */
  topics: string[] | null;
  /** Only arXiv papers with their own abstract. */
  arxivOnly: boolean;
};

/** The record with this key; null if no paper with this key was ever listed. */
export function findRecord(key: string): Promise<OaiPaper | null> {
  return getDb().paper.findFirst({ where: { key, status: { in: ["listed", "hidden"] } }, select });
}

/**
 * Records in the order of their last change: a record that changes while a list is read comes again at its end, and none
 * is missed.
 * @returns at most `size` papers, and the place of the last one if more follow
 */
export async function listRecords(
  wanted: Wanted,
  after: Place | null,
  size: number,
): Promise<{ papers: OaiPaper[]; last: { at: Date; id: number } | null }> {
  const rows = await getDb().$queryRaw<{ id: number; at: Date }[]>`
    SELECT id, updated_at AS at FROM papers WHERE status IN ('listed', 'hidden') ${filterSql(wanted, after)}
    ORDER BY updated_at, id LIMIT ${size + 1}`;
  const ids = rows.slice(0, size).map(({ id }) => id);
  const papers = await getDb().paper.findMany({ where: { id: { in: ids } }, select });
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const last = rows.length > size ? rows[size - 1] : null;
  return { papers: ids.flatMap((id) => byId.get(id) ?? []), last: last ?? null };
}

/** The earliest time of last change among all records; null on an empty hub. */
export async function findEarliest(): Promise<Date | null> {
  const first = await getDb().paper.findFirst({
    where: { status: { in: ["listed", "hidden"] } },
    orderBy: { updatedAt: "asc" },
    select: { updatedAt: true },
  });
  return first?.updatedAt ?? null;
}

function filterSql({ start, end, topics, arxivOnly }: Wanted, after: Place | null): Prisma.Sql {
  const parts = [
    start ? Prisma.sql`AND updated_at >= ${start}` : Prisma.empty,
    end ? Prisma.sql`AND updated_at < ${end}` : Prisma.empty,
    after ? Prisma.sql`AND (updated_at, id) > (${after.at}, ${after.id})` : Prisma.empty,
    topics ? Prisma.sql`AND topics && ${topics}::text[]` : Prisma.empty,
    arxivOnly ? Prisma.sql`AND key !~ '^q-[a-z0-9]+$' AND abstract_kind = 'abstract'` : Prisma.empty,
  ];
  return Prisma.join(parts, " ");
}
