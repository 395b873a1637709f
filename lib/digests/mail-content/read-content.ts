import { getDb, Prisma } from "@/lib/base/db";
import type { ContentPaper } from "@/lib/digests/mail-content/content";
import { listedSql } from "@/lib/papers/conditions";

/** The papers of a composed digest in their order, with their present data; papers that are no longer listed are left out. */
export function readDigestPapers(digestId: number): Promise<ContentPaper[]> {
  return getDb().$queryRaw<ContentPaper[]>`
    SELECT ${columns}, d.reason FROM digest_papers d JOIN papers p ON p.id = d.paper_id
    WHERE d.digest_id = ${digestId} AND ${listedSql} ORDER BY d.position`;
}

/** Those of these papers that are listed, each with its reason, in the given order. */
export async function readPapers(picks: { id: number; reason: string }[]): Promise<ContentPaper[]> {
  const ids = picks.map(({ id }) => id);
  const reasons = picks.map(({ reason }) => reason);
  return getDb().$queryRaw<ContentPaper[]>`
    SELECT ${columns}, d.reason
    FROM unnest(${ids}::int[], ${reasons}::text[]) WITH ORDINALITY d(id, reason, position) JOIN papers p ON p.id = d.id
    WHERE ${listedSql} ORDER BY d.position`;
}

const columns = Prisma.sql`p.key, p.title, p.abstract, p.abstract_kind AS "abstractKind", p.authors, p.organization,
  p.topics, p.upvotes, p.comment_count AS "commentCount", p.code_url AS "codeUrl", p.withdrawn,
  p.withdrawn_by AS "withdrawnBy"`;
