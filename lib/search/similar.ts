import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { findQueryVector } from "@/lib/search/embedding/embed";
import { dot, unpackVector } from "@/lib/search/embedding/vectors";
import { minCosine } from "@/lib/search/rank-fusion";
import { readTable } from "@/lib/search/table";
import { type Found, listByMeaning } from "@/lib/search/table-queries";

/** Weight of similarity against difference from the papers already chosen. */
const similarity = 0.7;
const candidates = 60;

/**
 * Papers similar in meaning to one paper, each chosen to be similar to it and different from those already chosen
 * (maximal marginal relevance, Carbonell and Goldstein, SIGIR 1998).
 * @param limit 1 to 50
 * @returns ids; none while the paper is not embedded or the search table cannot be reached
 */
export async function findSimilar(paperId: number, limit: number): Promise<number[]> {
  const [own] = await listVectors([paperId]);
  if (!own) return [];
  // A paper's page goes without this list while the search table is out of reach.
  const near = await listNear(own.vector, candidates).catch(noneWhileUnavailable);
  const others = await listVectors(near.map(({ id }) => id).filter((id) => id !== paperId));
  return diversify(own.vector, others, limit);
}

/**
 * Papers similar in meaning to a text, most similar first.
 * @returns ids, at most `limit`; none when nothing is close
 * @throws AppError unavailable while the hub has no model or no search table
 */
export async function findSimilarToText(text: string, limit: number): Promise<number[]> {
  const vector = await findQueryVector(text);
  if (!vector)
    throw new AppError("unavailable", "This hub cannot compare meanings at the moment; try again later.");
  const near = await listNear(vector, limit);
  return near.flatMap(({ id, score }) => (score >= minCosine ? [id] : []));
}

function listNear(vector: Float32Array, limit: number): Promise<Found[]> {
  return readTable((searched) => listByMeaning(searched, vector, { filter: null, limit }));
}

function noneWhileUnavailable(reason: unknown): Found[] {
  if (reason instanceof AppError && reason.code === "unavailable") return [];
  throw reason;
}

type Embedded = { id: number; vector: Float32Array };

/** Chooses papers that are similar to a vector and different from each other. @param own a unit vector, as theirs are */
export function diversify(own: Float32Array, papers: Embedded[], limit: number): number[] {
  const rest = papers.map((paper) => ({ ...paper, near: dot(own, paper.vector), redundancy: 0 }));
  const chosen: number[] = [];
  const score = ({ near, redundancy }: { near: number; redundancy: number }) =>
    similarity * near - (1 - similarity) * redundancy;
  while (chosen.length < limit && rest.length > 0) {
    const best = rest.reduce((a, b) => (score(b) > score(a) ? b : a));
    rest.splice(rest.indexOf(best), 1);
    chosen.push(best.id);
    for (const other of rest) other.redundancy = Math.max(other.redundancy, dot(best.vector, other.vector));
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
