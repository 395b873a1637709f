import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { minuteMs } from "@/lib/base/time";
import { exampleOf } from "@/lib/feeds/taste/logistic";
import { type FeatureRow, featureColumns, toFeatures } from "@/lib/feeds/taste/model";
import type { Others } from "@/lib/feeds/taste/train-interests";
import { listedSql } from "@/lib/papers/conditions";

const sampled = 300;
const kept = new LRUCache<string, Others>({ max: 1, ttl: 10 * minuteMs });

/** A sample of the hub's papers to compare a reader's with, all by one embedder; ten minutes old at most. */
export async function getOthers(): Promise<Others> {
  const known = kept.get("others");
  if (known) return known;
  const others = await sample();
  kept.set("others", others);
  return others;
}

/** Makes the next reader get a new sample: between tests. @testseam */
export function forgetOthers(): void {
  kept.clear();
}

type Row = FeatureRow & { paperId: number; title: string; keywords: string[] };

async function sample(): Promise<Others> {
  const draw = seededRandom("others");
  // Ids drawn from all there ever were: no need to read the whole table for three hundred rows.
  const drawn = Array.from({ length: 4 * sampled }, draw);
  const rows = await getDb().$queryRaw<Row[]>`
    WITH ends AS (SELECT min(paper_id) AS low, max(paper_id) AS high FROM enrichments),
    ids AS (SELECT DISTINCT low + floor((high - low + 1) * d)::int AS id FROM ends, unnest(${drawn}::float8[]) d)
    SELECT e.paper_id AS "paperId", p.title, e.keywords, ${featureColumns} FROM ids JOIN enrichments e ON e.paper_id = ids.id
    JOIN papers p ON p.id = ids.id AND ${listedSql} WHERE e.vector IS NOT NULL ORDER BY md5(ids.id::text) LIMIT ${sampled}`;
  const papers = rows.flatMap(({ paperId, title, keywords, ...row }) => {
    const features = toFeatures(row);
    return features ? [{ paperId, title, keywords, features }] : [];
  });
  const model = mostCommon(papers.map(({ features }) => features.model));
  return othersOf(papers.filter(({ features }) => features.model === model));
}

/** Papers by one embedder with their middle. */
export function othersOf(papers: Omit<Others["papers"][number], "example">[]): Others {
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
