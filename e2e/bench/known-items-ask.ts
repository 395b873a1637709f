import { readFileSync } from "node:fs";
import { z } from "zod";
import { type KnownItems, knownItemsFile, type Row, type Shares } from "@/e2e/bench/known-items";
import { getDb } from "@/lib/base/db";
import { findEmbedder } from "@/lib/search/embedding/embed";
import { searchAsMeant } from "@/lib/search/search-as-meant";
import { getTable } from "@/lib/search/table";
import { listByWords } from "@/lib/search/table-queries";
import { rebuildTable, upsertPapers, upsertVectors } from "@/lib/search/write-table";

const line = z.object({ paper: z.string(), kind: z.string(), query: z.string() });
type Query = z.output<typeof line>;

const now = new Date();
process.send?.(await measure(), () => process.disconnect());
await getDb().$disconnect();

async function measure(): Promise<KnownItems> {
  const db = getDb();
  const queries = readFileSync(knownItemsFile, "utf8").split("\n").filter(Boolean);
  const asked = queries.map((text) => line.parse(JSON.parse(text)));
  const held = await db.paper.findMany({
    where: { key: { in: asked.map(({ paper }) => paper) } },
    select: { id: true, key: true },
  });
  const ids = new Map(held.map(({ id, key }) => [key, id]));
  await rebuildTable((await findEmbedder())?.dimension ?? 384);
  const { table, vectors } = await getTable();
  const states = [{ name: "Every row in the index", rows: await askAll(asked, ids) }];
  // Writing any paper again leaves its row outside the indexes.
  const other = await db.paper.findFirstOrThrow({ where: { id: { notIn: [...ids.values()] } } });
  await upsertPapers([other.id]);
  await upsertVectors([other.id]);
  states.push({ name: "One row outside the index", rows: await askAll(asked, ids) });
  return {
    papers: await table.countRows(),
    vectors: await vectors.countRows(),
    states,
  };
}

type Tally = { queries: number; found: Shares; plain: Shares };

async function askAll(asked: Query[], ids: Map<string, number>): Promise<Row[]> {
  const tallies = new Map<string, Tally>();
  const { table } = await getTable();
  for (const { paper, kind, query } of asked) {
    const tally = tallies.get(kind) ?? {
      queries: 0,
      found: { first: 0, ten: 0 },
      plain: { first: 0, ten: 0 },
    };
    tallies.set(kind, tally);
    const id = ids.get(paper) ?? 0;
    const { hits } = await searchAsMeant({ q: query, sort: "relevance" }, now, 25);
    const words = { text: query, must: [], not: [] };
    const plain = await listByWords(table, words, { filter: null, limit: 10 });
    tally.queries += 1;
    note(tally.found, hits, id);
    note(tally.plain, plain, id);
  }
  return [...tallies].map(([kind, { queries, found, plain }]) => ({
    kind,
    queries,
    found: { first: found.first / queries, ten: found.ten / queries },
    plain: { first: plain.first / queries, ten: plain.ten / queries },
  }));
}

function note(shares: Shares, list: { id: number }[], id: number): void {
  if (list[0]?.id === id) shares.first += 1;
  if (list.slice(0, 10).some((one) => one.id === id)) shares.ten += 1;
}
