import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createMade, databaseOf, dropMade, postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { askProgram } from "@/e2e/bench/programs";
import { searchPools } from "@/e2e/bench/real-pools";
import type { Filled } from "@/e2e/bench/search-fill";
import { searchReport } from "@/e2e/bench/search-report";
import type { SearchTimes } from "@/e2e/bench/search-times";
import type { Pools } from "@/e2e/bench/synthetic-pools";
import { build, isBuilt } from "@/lib/server/build";
import { type Postgres, startPostgres } from "@/lib/server/postgres";
import { step } from "@/lib/server/steps";

// As many as the shared data has, and what a large hub would have.
const usualSizes = ["74728", "1000000"];

/**
 * Measures searching at several sizes, as plain text: makes the papers, makes them searchable, and asks.
 * @param args sizes, rising; `--dir` names a folder that keeps what was made for another run
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
    if (!values.dir) for (const made of [dir, postgres.home]) rmSync(made, { recursive: true, force: true });
  }
}

function headOf(version: string, real: boolean): string {
  const words = real ? "parts of real papers" : "a small made-up vocabulary, in which every word is common";
  return `${machineLine(version)}\nPapers made from ${words}; who asks, the hub and the database share the machine.`;
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
    // What a run that was stopped half-way left behind.
    await dropMade(postgres, papers);
    await step(`Making ${words}`, () => createMade(postgres, papers, pools));
    const fill = () => askProgram<Filled>("e2e/bench/search-fill.ts", env, []);
    filled = await step("Making them searchable", fill);
    writeFileSync(done, "");
  }
  const ask = () => askProgram<SearchTimes>("e2e/bench/search-times.ts", env, []);
  return searchReport(papers, filled, await step("Searching", ask));
}
