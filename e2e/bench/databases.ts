import pg from "pg";
import { makeHub } from "@/e2e/bench/synthetic-hub";
import type { Pools } from "@/e2e/bench/synthetic-pools";
import { migrate } from "@/lib/server/migrate";
import type { Postgres } from "@/lib/server/postgres";

/** A new database with this many made papers, of these parts or of made-up ones. @returns its address */
export async function createMade(postgres: Postgres, papers: number, pools?: Pools): Promise<string> {
  const url = databaseOf(postgres, papers);
  await ask(addressOf(postgres, "postgres"), `CREATE DATABASE papers_${papers}`);
  await migrate(url);
  await makeHub(url, { papers, ...(pools && { pools }) });
  return url;
}

/** The address of the database with this many made papers, which may not be there yet. */
export function databaseOf(postgres: Postgres, papers: number): string {
  return addressOf(postgres, `papers_${papers}`);
}

export async function dropMade(postgres: Postgres, papers: number): Promise<void> {
  await ask(addressOf(postgres, "postgres"), `DROP DATABASE IF EXISTS papers_${papers} WITH (FORCE)`);
}

/** Writes everything down now, so that no measurement pays for what another left. */
export async function checkpoint(url: string): Promise<void> {
  await ask(url, "CHECKPOINT");
}

/** PostgreSQL's version, such as 18.1. */
export async function postgresVersion(postgres: Postgres): Promise<string> {
  return (await ask(postgres.url, "SHOW server_version"))[0]?.server_version ?? "?";
}

function addressOf(postgres: Postgres, name: string): string {
  return postgres.url.replace(/[^/]+$/, name);
}

async function ask(url: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(statement)).rows;
  } finally {
    await client.end();
  }
}
