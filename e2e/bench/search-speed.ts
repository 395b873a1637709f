import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMade, postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { askProgram } from "@/e2e/bench/programs";
import { searchPools } from "@/e2e/bench/real-pools";
import type { Filled } from "@/e2e/bench/search-fill";
import { searchReport } from "@/e2e/bench/search-report";
import type { SearchTimes } from "@/e2e/bench/search-times";
import { build, isBuilt } from "@/lib/server/build";
import { startPostgres } from "@/lib/server/postgres";
import { step } from "@/lib/server/steps";

/**
 * Measures searching at several sizes, as plain text: makes the papers, fills the search table, and asks.
 * @param sizes papers, rising; the size of the shared data and a million unless said otherwise
 */
export async function measureSearch(args: string[]): Promise<string> {
  const keep = args.includes("--keep");
  const sizes = args.filter((one) => one !== "--keep").map(Number);
  const dir = keep ? "/tmp/w/bench" : mkdtempSync(join(tmpdir(), "quire-search-"));
  if (!isBuilt()) await step("Building the pages", build);
  const postgres = await startPostgres(dir);
  try {
    const pools = await searchPools();
    const parts = [machineLine(await postgresVersion(postgres))];
    for (const papers of sizes.length ? sizes : [74_728, 1_000_000]) {
      const words = `${papers.toLocaleString("en")} papers`;
      const search = join(dir, `search-${papers}`);
      const env = { QUIRE_DIR: search, NODE_ENV: "production", LOG_LEVEL: "error" };
      let filled: Filled | null = null;
      let url = postgres.url.replace(/[^/]+$/, `papers_${papers}`);
      if (!keep || !existsSync(search)) {
        url = await step(`Making ${words}`, () => createMade(postgres, papers, pools));
        filled = await step("Making them searchable", () =>
          askProgram<Filled>("e2e/bench/search-fill.ts", { ...env, DATABASE_URL: url }, []),
        );
      }
      const times = await step("Searching", () =>
        askProgram<SearchTimes>("e2e/bench/search-times.ts", { ...env, DATABASE_URL: url }, ["300", "100"]),
      );
      parts.push(searchReport(papers, filled, times));
    }
    return parts.join("\n\n");
  } finally {
    await postgres.stop();
    if (!keep) rmSync(dir, { recursive: true, force: true });
  }
}
