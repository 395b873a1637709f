import { getDb } from "@/lib/base/db";
import { listed } from "@/lib/papers/conditions";
import type { Paper } from "@/lib/papers/papers";

/** The columns that exports read. */
export const citedColumns = {
  id: true,
  key: true,
  citeKey: true,
  title: true,
  abstract: true,
  abstractKind: true,
  authors: true,
  organization: true,
  organizationSlug: true,
  familyNames: true,
  topics: true,
  keywords: true,
  comment: true,
  journalRef: true,
  doi: true,
  dois: true,
  licence: true,
  publishedAt: true,
  announcedAt: true,
  updatedAt: true,
  day: true,
  sourceUrl: true,
  codeUrl: true,
  codeStars: true,
  projectUrl: true,
  withdrawn: true,
  withdrawnBy: true,
  upvotes: true,
  commentCount: true,
} as const;

/** The part of a paper that exports read. */
export type Cited = Pick<Paper, keyof typeof citedColumns>;

/** Listed papers by id, in the order of the ids; unlisted ones are left out. At most 500. */
export async function listCited(ids: number[]): Promise<Cited[]> {
  const papers = await getDb().paper.findMany({
    where: { id: { in: ids.slice(0, 500) }, ...listed },
    select: citedColumns,
  });
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The listed paper of a public key, or null. */
export function findCited(key: string): Promise<Cited | null> {
  return getDb().paper.findFirst({ where: { key, ...listed }, select: citedColumns });
}
