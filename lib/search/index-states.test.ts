import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Table } from "@lancedb/lancedb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { dot } from "@/lib/search/embedding/vectors";
import { listByMeaning } from "@/lib/search/table-queries";
import { indexVectors, vectorSchema } from "@/lib/search/write-vectors";

// From 2,000 vectors on there is an index of them, and its distances depend on whether it holds every row.
const rows = 2200;
const dimension = 32;
const next = seededRandom("index states");
const vectors = Array.from({ length: rows }, unitVector);
const asked = Array.from({ length: 12 }, unitVector);
const dir = mkdtempSync(join(tmpdir(), "quire-index-states-"));
let table: Table;

beforeAll(async () => {
  table = await (await connect(dir)).createEmptyTable("vectors", vectorSchema(dimension));
  await table.add(vectors.map(toRow));
  await indexVectors(table);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("the nearest papers and their cosines are the same with every row in the index and with one outside it", async () => {
  expect((await table.indexStats("vector_idx"))?.numUnindexedRows).toBe(0);
  const complete = await askAll();
  await table.add([toRow(unitVector(), rows)]);
  expect((await table.indexStats("vector_idx"))?.numUnindexedRows).toBe(1);
  const oneOutside = await askAll();
  for (const [i, vector] of asked.entries()) {
    const near = complete[i] ?? [];
    expect(near).toHaveLength(10);
    for (const { id, score } of near) expect(score).toBeCloseTo(dot(vector, vectors[id] ?? vector), 4);
    const others = (oneOutside[i] ?? []).filter(({ id }) => id !== rows);
    expect(others.map(({ id }) => id)).toEqual(near.slice(0, others.length).map(({ id }) => id));
    expect(others[0]?.score).toBeCloseTo(near[0]?.score ?? 0, 5);
  }
});

function askAll() {
  const searched = { vectors: table, dimension };
  return Promise.all(asked.map((vector) => listByMeaning(searched, vector, { filter: null, limit: 10 })));
}

function unitVector(): Float32Array {
  const numbers = Float32Array.from({ length: dimension }, () => next() - 0.5);
  const length = Math.sqrt(dot(numbers, numbers));
  return numbers.map((number) => number / length);
}

function toRow(vector: Float32Array, id: number) {
  return { id, topics: [], day: 0, code: false, vector: Array.from(vector) };
}
