import type pg from "pg";
import { seededRandom } from "@/lib/base/random";
import { embeddingText, findEmbedder } from "@/lib/search/embedding/embed";
import { packVector } from "@/lib/search/embedding/vectors";

const batch = 5000;

/**
 * Gives every paper a vector: embeds a sample, and mixes vectors of the sample for the others. Distances between papers
 * stay realistic, and a million papers take minutes instead of hours.
 * @param sample how many papers are embedded
 * @throws Error where there is no embedding model
 */
export async function fillVectors(client: pg.Client, sample: number): Promise<void> {
  const embedder = await findEmbedder();
  if (!embedder)
    throw new Error("The embedding model is not installed, so there is nothing to search by meaning.");
  const { rows } = await client.query<{ title: string; abstract: string }>(
    "SELECT title, abstract FROM papers ORDER BY hashint4(id) LIMIT $1",
    [sample],
  );
  const known = await embedder.embed(rows.map(embeddingText));
  const next = seededRandom("vectors");
  const mixed = () => mix(pick(known, next()), pick(known, next()), next);
  for (let after = 0; ; ) {
    const { rows: some } = await client.query<{ id: number }>(
      "SELECT id FROM papers WHERE id > $1 ORDER BY id LIMIT $2",
      [after, batch],
    );
    const last = some.at(-1);
    if (!last) return;
    const packed = some.map(() => packVector(mixed()));
    await client.query(insert, [
      some.map(({ id }) => id),
      packed.map(({ vector }) => Buffer.from(vector)),
      packed.map(({ scale }) => scale),
      embedder.model,
    ]);
    after = last.id;
  }
}

const insert = `INSERT INTO enrichments (paper_id, paper_updated_at, model, vector, scale)
  SELECT v.id, now(), $4, v.vector, v.scale FROM unnest($1::int[], $2::bytea[], $3::real[]) AS v(id, vector, scale)`;

/** A vector of length one between two others, closer to the first, with some noise. */
export function mix(a: Float32Array, b: Float32Array, next: () => number): Float32Array {
  const sum = a.map((value, i) => 0.7 * value + 0.3 * (b[i] ?? 0) + (next() - 0.5) * 0.06);
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function pick<T>(list: T[], u: number): T {
  const item = list[Math.floor(u * list.length)];
  if (item === undefined) throw new RangeError("Nothing to pick from");
  return item;
}
