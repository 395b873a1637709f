import pg from "pg";
import { makePools, type Pools } from "@/e2e/bench/synthetic-pools";
import {
  createParts,
  fillPassages,
  fillPhrases,
  fillTeams,
  fillTopics,
  insertPapers,
  insertPeople,
  insertVotes,
  planPapers,
  setSequences,
  sumVotes,
} from "@/e2e/bench/synthetic-sql";
import { halfLifeHours, priorWeight } from "@/lib/papers/heat";

/** How many papers to make; how many people vote (ids 1 to `people`); the present time; the parts that papers are made of. */
export type Making = { papers: number; people?: number; now?: Date; pools?: Pools };

const batch = 50_000;

/**
 * Fills an empty, migrated database with synthetic papers and ten votes for each on average. As on a real hub, indexes,
 * statistics and visibility map are in order, and there are no dead rows.
 */
export async function makeHub(
  url: string,
  { papers, people = 50_000, now = new Date(), pools = makePools() }: Making,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await prepare(client, pools);
    const indexes = await dropIndexes(client);
    await client.query(insertPeople, [1, people]);
    await client.query(planPapers, [papers, now, people]);
    await client.query(insertVotes, [people]);
    await addPapers(client, papers);
    for (const index of indexes) await client.query(index);
    await client.query(setSequences);
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}

async function addPapers(client: pg.Client, papers: number): Promise<void> {
  const halfLife = halfLifeHours * 3600;
  await client.query(sumVotes, [halfLife]);
  await client.query("ANALYZE made_plan, made_sums");
  // In batches that are small enough to be sorted in memory.
  for (let first = 1; first <= papers; first += batch)
    await client.query(insertPapers, [priorWeight, halfLife, first, first + batch - 1]);
}

async function prepare(client: pg.Client, pools: Pools): Promise<void> {
  // Foreign keys are valid by construction. Checking 20 million of them would take longer than everything else.
  await client.query("SET session_replication_role = replica");
  await client.query(
    "SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'",
  );
  await client.query("SELECT setseed(0.5)");
  await client.query(createParts);
  await client.query(fillPhrases, [pools.phrases]);
  await client.query(fillPassages, [pools.passages]);
  await client.query(fillTopics, [JSON.stringify(pools.topics)]);
  await client.query(fillTeams, [JSON.stringify(pools.teams)]);
  await client.query("ANALYZE made_phrases, made_passages, made_topics, made_teams");
}

/** Drops the indexes of both large tables. @returns the statements that create them again */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    SELECT quote_ident(indexname) AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename IN ('papers', 'votes') AND schemaname = 'public' AND indexname NOT LIKE '%_pkey'`);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map((row) => row.definition);
}
