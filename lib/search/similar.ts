import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { canEmbed, embedQuery } from "@/lib/search/embedding/embed";
import { dot, unpackVector } from "@/lib/search/embedding/vectors";
import { findTable, getTable } from "@/lib/search/table";
import { listByMeaning } from "@/lib/search/table-queries";

/** How much nearness counts against being unlike what stands before. */
const nearness = 0.7;
const candidates = 60;

/**
 * Papers near in meaning to one, chosen one after another: near to it, and unlike those already chosen (maximal
 * marginal relevance, Carbonell and Goldstein, SIGIR 1998).
 * @returns ids, at most `limit`, 1 to 50; none while the paper is not embedded
 */
export async function findSimilar(paperId: number, limit: number): Promise<number[]> {
  const [open, [own]] = await Promise.all([findTable(), listVectors([paperId])]);
  if (!open || own?.vector.length !== open.current.dimension) return [];
  const near = await listByMeaning(open.table, own.vector, { filter: null, limit: candidates });
  const others = await listVectors(near.map(({ id }) => id).filter((id) => id !== paperId));
  return diversify(own.vector, others, limit);
}

/**
 * Papers near in meaning to a text, nearest first.
 * @returns ids, at most `limit`
 * @throws AppError unavailable where the hub has no model, or before its search table was built
 */
export async function findSimilarToText(text: string, limit: number): Promise<number[]> {
  if (!(await canEmbed()))
    throw new AppError("unavailable", "This hub has no language model to compare meanings with.");
  const [open, vector] = await Promise.all([getTable(), embedQuery(text)]);
  if (vector.length !== open.current.dimension) return [];
  const near = await listByMeaning(open.table, vector, { filter: null, limit });
  return near.map(({ id }) => id);
}

export type Embedded = { id: number; vector: Float32Array };

/** Chooses from papers those near to a vector and unlike each other. @param own a unit vector, as theirs are */
export function diversify(own: Float32Array, papers: Embedded[], limit: number): number[] {
  const rest = papers.map((paper) => ({ ...paper, near: dot(own, paper.vector), alike: 0 }));
  const chosen: number[] = [];
  const worth = ({ near, alike }: { near: number; alike: number }) =>
    nearness * near - (1 - nearness) * alike;
  while (chosen.length < limit && rest.length > 0) {
    const best = rest.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    rest.splice(rest.indexOf(best), 1);
    chosen.push(best.id);
    for (const other of rest) other.alike = Math.max(other.alike, dot(best.vector, other.vector));
  }
  return chosen;
}

async function listVectors(ids: number[]): Promise<Embedded[]> {
  const rows = await getDb().enrichment.findMany({
    where: { paperId: { in: ids }, vector: { not: null } },
    select: { paperId: true, vector: true, scale: true },
  });
  return rows.flatMap(({ paperId, vector, scale }) =>
    vector && scale !== null ? [{ id: paperId, vector: unpackVector({ vector, scale }) }] : [],
  );
}
