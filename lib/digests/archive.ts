import { getDb } from "@/lib/base/db";
import { listItems } from "@/lib/feeds/feed-item";
import type { Viewer } from "@/lib/people/viewer";

/** The digest of everyone's feed for a day (2026-03-12) or a week (2026-W11). */
export type PublicDigest = { period: string; paperIds: number[]; composedAt: Date };

/** Public digests that hold something, the latest first, days and weeks apart. */
export function listPublic(kind: "day" | "week", take: number): Promise<PublicDigest[]> {
  return getDb().$queryRaw<PublicDigest[]>`
    SELECT period, paper_ids AS "paperIds", composed_at AS "composedAt" FROM public_digests
    WHERE cardinality(paper_ids) > 0 AND (period LIKE '%W%') = ${kind === "week"}
    ORDER BY period DESC LIMIT ${take}`;
}

/** One public digest with its papers in their order and the viewer's own marks, and the ones around it; null for none. */
export async function findPublic(period: string, viewer: Viewer | null) {
  const digest = await getDb().publicDigest.findUnique({ where: { period } });
  if (!digest) return null;
  const [around] = await getDb().$queryRaw<{ previous: string | null; next: string | null }[]>`
    SELECT max(period) FILTER (WHERE period < ${period}) AS previous, min(period) FILTER (WHERE period > ${period}) AS next
    FROM public_digests
    WHERE cardinality(paper_ids) > 0 AND (period LIKE '%W%') = ${period.includes("W")}`;
  const items = await listItems(digest.paperIds, viewer);
  return { ...digest, items, previous: around?.previous ?? null, next: around?.next ?? null };
}
