import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { minuteMs } from "@/lib/base/time";
import { exampleOf } from "@/lib/feeds/taste/logistic";
import { type FeatureRow, featureColumns, toFeatures } from "@/lib/feeds/taste/model";
import type { ReferencePapers } from "@/lib/feeds/taste/train-interests";
import { listedSql } from "@/lib/papers/conditions";

const sampled = 300;
const kept = new LRUCache<string, ReferencePapers>({ max: 1, ttl: 10 * minuteMs });

/** A sample of the hub's papers to train against, all with vectors of the same embedder; at most ten minutes old. */
export async function getReferencePapers(): Promise<ReferencePapers> {
  const cached = kept.get("others");
  if (cached) return cached;
  const others = await sample();
  kept.set("others", others);
  return others;
}

/** Discards the cached sample, so that the next call draws a new one. For tests and benchmarks. @testseam */
export function forgetReferencePapers(): void {
  kept.clear();
}

type Row = FeatureRow & { paperId: number };

async function sample(): Promise<ReferencePapers> {
  const draw = seededRandom("others");
  // Ids are drawn from the whole range, which avoids reading the whole table for 300 rows.
  const drawn = Array.from({ length: 4 * sampled }, draw);
  const rows = await getDb().$queryRaw<Row[]>`
    WITH ends AS (SELECT min(paper_id) AS low, max(paper_id) AS high FROM enrichments),
    ids AS (SELECT DISTINCT low + floor((high - low + 1) * d)::int AS id FROM ends, unnest(${drawn}::float8[]) d)
    SELECT e.paper_id AS "paperId", ${featureColumns} FROM ids JOIN enrichments e ON e.paper_id = ids.id
    JOIN papers p ON p.id = ids.id AND ${listedSql} WHERE e.vector IS NOT NULL ORDER BY md5(ids.id::text) LIMIT ${sampled}`;
  const papers = rows.flatMap(({ paperId, ...row }) => {
    const features = toFeatures(row);
    return features ? [{ paperId, features }] : [];
  });
  const model = mostCommon(papers.map(({ features }) => features.model));
  return toReferencePapers(papers.filter(({ features }) => features.model === model));
}

/** Reference papers with training examples and their mean vector. @param papers with vectors of the same embedder */
export function toReferencePapers(
  papers: Omit<ReferencePapers["papers"][number], "example">[],
): ReferencePapers {
  const mean = new Float32Array(papers[0]?.features.vector.length ?? 0);
  for (const { features } of papers)
    for (let i = 0; i < mean.length; i++)
      mean[i] = (mean[i] ?? 0) + ((features.vector[i] ?? 0) * features.scale) / papers.length;
  return { papers: papers.map((paper) => ({ ...paper, example: exampleOf(paper.features, mean) })), mean };
}

function mostCommon(names: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
