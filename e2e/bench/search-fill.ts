import pg from "pg";
import { fillVectors } from "@/e2e/bench/synthetic-vectors";
import { databaseUrl, getDb } from "@/lib/base/db";
import { rebuildTable } from "@/lib/search/write-table";

/** How long the search table took to build from PostgreSQL, and how many papers are in it. */
export type Filled = { papers: number; seconds: number };

const sample = Number(process.argv[2] ?? 3000);
const client = new pg.Client({ connectionString: databaseUrl() });
await client.connect();
await fillVectors(client, sample);
await client.query("ANALYZE enrichments");
await client.end();
const started = performance.now();
const { papers } = await rebuildTable(384);
const filled: Filled = { papers, seconds: (performance.now() - started) / 1000 };
await getDb().$disconnect();
process.send?.(filled, () => process.disconnect());
