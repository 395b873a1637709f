import pg from "pg";
import { makeHub } from "@/e2e/bench/synthetic-hub";
import type { Pools } from "@/e2e/bench/synthetic-pools";
import { migrate } from "@/lib/server/migrate";
import type { Postgres } from "@/lib/server/postgres";

/** Creates a database with this many synthetic papers. @param pools the parts that papers are made of @returns its address */
export async function createSyntheticDb(postgres: Postgres, papers: number, pools?: Pools): Promise<string> {
  const url = databaseOf(postgres, papers);
  await query(addressOf(postgres, "postgres"), `CREATE DATABASE papers_${papers}`);
  await migrate(url);
  await makeHub(url, { papers, ...(pools && { pools }) });
  return url;
}

/** The address of the database with this many synthetic papers, which may not exist yet. */
export function databaseOf(postgres: Postgres, papers: number): string {
  return addressOf(postgres, `papers_${papers}`);
}

/** Drops the database with this many synthetic papers, if it exists. */
export async function dropSyntheticDb(postgres: Postgres, papers: number): Promise<void> {
  await query(addressOf(postgres, "postgres"), `DROP DATABASE IF EXISTS papers_${papers} WITH (FORCE)`);
}

/** Runs a checkpoint, so that a measurement does not pay for the writes of another. */
export async function checkpoint(url: string): Promise<void> {
  await query(url, "CHECKPOINT");
}

/** The version of PostgreSQL, such as 18.1. */
export async function postgresVersion(postgres: Postgres): Promise<string> {
  return (await query(postgres.url, "SHOW server_version"))[0]?.server_version ?? "?";
}

function addressOf(postgres: Postgres, name: string): string {
  return postgres.url.replace(/[^/]+$/, name);
}

async function query(url: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(statement)).rows;
  } finally {
    await client.end();
  }
}
