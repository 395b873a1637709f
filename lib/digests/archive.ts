import { getDb } from "@/lib/base/db";
import { nextPublicDigests } from "@/lib/digests/next-digests";
import {
  type Period,
  type PeriodColumns,
  parsePeriod,
  toPeriod,
  toPeriodColumns,
} from "@/lib/digests/period";
import { listItems } from "@/lib/feeds/feed-item";
import type { Viewer } from "@/lib/people/viewer";
import type { PeriodKind } from "@/prisma/generated/enums";

/** A public digest: that of everyone's feed for a day or a week. */
export type PublicDigest = { period: Period; paperIds: number[]; composedAt: Date };

/** The page of the archive: the latest daily and weekly digests, and when the next ones are composed. */
export async function getArchive(now: Date) {
  const [days, weeks] = await Promise.all([listPublicDigests("day", 60), listPublicDigests("week", 26)]);
  return { days, weeks, next: nextPublicDigests(now) };
}

/** The public digests of days or of weeks that have papers, newest first. */
export async function listPublicDigests(kind: PeriodKind, take: number): Promise<PublicDigest[]> {
  const rows = await getDb().publicDigest.findMany({
    where: { periodKind: kind, paperIds: { isEmpty: false } },
    orderBy: { periodStart: "desc" },
    take,
  });
  return rows.map(({ paperIds, composedAt, ...period }) => ({
    period: toPeriod(period),
    paperIds,
    composedAt,
  }));
}

/**
 * A public digest with its papers in order, the viewer's own marks, and the previous and next digest.
 * @param name its period's name: 2026-03-12 or 2026-W11
 * @returns null if there is no such digest
 */
export async function findPublicDigest(name: string, viewer: Viewer | null) {
  const period = parsePeriod(name);
  if (!period) return null;
  const columns = toPeriodColumns(period);
  const digest = await getDb().publicDigest.findUnique({ where: { periodKind_periodStart: columns } });
  if (!digest) return null;
  const { paperIds, composedAt } = digest;
  const [items, previous, next] = await Promise.all([
    listItems(paperIds, viewer),
    findNeighbour(columns, "previous"),
    findNeighbour(columns, "next"),
  ]);
  return { period, paperIds, composedAt, items, previous, next };
}

async function findNeighbour(
  { periodKind, periodStart }: PeriodColumns,
  which: "previous" | "next",
): Promise<Period | null> {
  const row = await getDb().publicDigest.findFirst({
    where: {
      periodKind,
      periodStart: which === "previous" ? { lt: periodStart } : { gt: periodStart },
      paperIds: { isEmpty: false },
    },
    select: { periodKind: true, periodStart: true },
    orderBy: { periodStart: which === "previous" ? "desc" : "asc" },
  });
  return row && toPeriod(row);
}
