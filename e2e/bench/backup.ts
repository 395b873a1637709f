import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { from, to } from "pg-copy-streams";
import { checkpoint, createSyntheticDb, postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { short, table } from "@/e2e/bench/table";
import { backUp } from "@/lib/base/backup/back-up";
import { listTables, rowsQuery } from "@/lib/base/backup/catalogue";
import { readBackup } from "@/lib/base/backup/read-backup";
import { type Postgres, startPostgres } from "@/lib/server/postgres";
import { restore } from "@/lib/server/restore";
import { step } from "@/lib/server/steps";

type Figure = { name: string; seconds: number; rows: number };

/**
 * Measures a backup and a restore of a hub with ten votes for each paper, beside PostgreSQL's own COPY of the same rows.
 * @param args `--papers`, 100,000 by default, which makes a million votes
 * @returns the figures as plain text
 */
export async function measureBackup(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { papers: { type: "string", default: "100000" } } });
  const papers = Number(values.papers);
  const dir = mkdtempSync(join(tmpdir(), "quire-bench-"));
  const postgres = await startPostgres(dir);
  try {
    const url = await step("Making a hub", () => createSyntheticDb(postgres, papers));
    return await measure(postgres, url, join(dir, "hub.backup"));
  } finally {
    await postgres.stop();
    for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
  }
}

async function measure(postgres: Postgres, url: string, file: string): Promise<string> {
  const figures: Figure[] = [];
  const time = async (name: string, work: () => Promise<number>) => {
    await checkpoint(url);
    const started = performance.now();
    const rows = await step(name, work);
    figures.push({ name, seconds: (performance.now() - started) / 1000, rows });
  };
  await time("COPY of the votes alone, thrown away", () => copyOut(url, ["SELECT * FROM votes"]));
  await time("COPY of all tables, thrown away", async () => copyOut(url, await allQueries(url)));
  let bytes = 0;
  await time("backup of all tables into a file", async () => {
    const made = await backUp({ url, file, hub: "http://localhost", secret: null, now: new Date() });
    bytes = made.bytes;
    return made.rows;
  });
  await time("checking the file", async () => rowsOf(await readBackup(file)));
  await time("COPY of the votes into a table without indexes and keys", () => copyIn(url));
  await time("restore into an empty database", async () => {
    const target = await makeEmpty(postgres);
    const backup = await readBackup(file);
    return (await restore({ url: target, file, backup })).rows;
  });
  const rows = figures.map(({ name, seconds, rows }) => [
    name,
    seconds.toFixed(1),
    rows.toLocaleString("en"),
    short(rows / seconds),
  ]);
  const size = `The file has ${(bytes / 1e6).toFixed(1)} MB.`;
  return `${machineLine(await postgresVersion(postgres))}\n${table(["", "s", "rows", "rows/s"], rows)}\n${size}`;
}

function rowsOf({ tables }: { tables: { rows: number }[] }): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

async function allQueries(url: string): Promise<string[]> {
  return withClient(url, async (client) => (await listTables(client)).map(rowsQuery));
}

/** Reads the rows of some queries as COPY sends them. @returns how many */
function copyOut(url: string, queries: string[]): Promise<number> {
  return withClient(url, async (client) => {
    let rows = 0;
    for (const query of queries) {
      const stream = client.query(to(`COPY (${query}) TO STDOUT`));
      for await (const _ of stream);
      // PostgreSQL reports the number after the last row; the next answer comes after that.
      await client.query("SELECT 1");
      rows += stream.rowCount;
    }
    return rows;
  });
}

/** Copies the votes into a bare table of the same database. @returns how many */
function copyIn(url: string): Promise<number> {
  return withClient(url, async (reader) =>
    withClient(url, async (writer) => {
      await writer.query("CREATE UNLOGGED TABLE bare_votes (LIKE votes)");
      const input = writer.query(from("COPY bare_votes FROM STDIN"));
      await pipeline(reader.query(to("COPY votes TO STDOUT")), input);
      await writer.query("DROP TABLE bare_votes");
      return input.rowCount;
    }),
  );
}

async function makeEmpty(postgres: Postgres): Promise<string> {
  await withClient(postgres.url, (client) => client.query("CREATE DATABASE restored TEMPLATE template0"));
  return postgres.url.replace(/[^/]+$/, "restored");
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
