import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createSyntheticDb, databaseOf, dropSyntheticDb, postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { runProgram } from "@/e2e/bench/programs";
import { searchPools } from "@/e2e/bench/real-pools";
import type { Filled } from "@/e2e/bench/search-fill";
import { searchReport } from "@/e2e/bench/search-report";
import type { SearchTimes } from "@/e2e/bench/search-times";
import type { Pools } from "@/e2e/bench/synthetic-pools";
import { build, isBuilt } from "@/lib/server/build";
import { type Postgres, startPostgres } from "@/lib/server/postgres";
import { step } from "@/lib/server/steps";

// The number of papers in the shared data, and that of a large hub.
const usualSizes = ["74728", "1000000"];

/**
 * Measures search at several sizes: makes the papers, builds the search table, and times queries.
 * @param args sizes, ascending; `--dir` names a folder that keeps the papers and the table for another run
 * @returns the figures as plain text
 */
export async function measureSearch(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    options: { dir: { type: "string" } },
    allowPositionals: true,
  });
  const dir = values.dir ? resolve(values.dir) : mkdtempSync(join(tmpdir(), "quire-search-"));
  if (!isBuilt()) await step("Building the pages", build);
  const postgres = await startPostgres(dir);
  try {
    const pools = await searchPools();
    const parts = [headOf(await postgresVersion(postgres), pools.real)];
    for (const size of positionals.length ? positionals : usualSizes)
      parts.push(await measureSize(postgres, { dir, papers: Number(size), pools }));
    return parts.join("\n\n");
  } finally {
    await postgres.stop();
    if (!values.dir) for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
  }
}

function headOf(version: string, real: boolean): string {
  const words = real ? "parts of real papers" : "a small made-up vocabulary, in which every word is common";
  return `${machineLine(version)}\nPapers made from ${words}; the sender, the hub and the database share the machine.`;
}

type Making = { dir: string; papers: number; pools: Pools };

async function measureSize(postgres: Postgres, { dir, papers, pools }: Making): Promise<string> {
  const words = `${papers.toLocaleString("en")} papers`;
  const url = databaseOf(postgres, papers);
  const folder = join(dir, `search-${papers}`);
  const env = { QUIRE_DIR: folder, DATABASE_URL: url, NODE_ENV: "production", LOG_LEVEL: "error" };
  let filled: Filled | null = null;
  const done = join(folder, "done");
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    // A run that was stopped half-way may have left a database.
    await dropSyntheticDb(postgres, papers);
    await step(`Making ${words}`, () => createSyntheticDb(postgres, papers, pools));
    const fill = () => runProgram<Filled>("e2e/bench/search-fill.ts", env, []);
    filled = await step("Making them searchable", fill);
    writeFileSync(done, "");
  }
  const ask = () => runProgram<SearchTimes>("e2e/bench/search-times.ts", env, []);
  return searchReport(papers, filled, await step("Searching", ask));
}
