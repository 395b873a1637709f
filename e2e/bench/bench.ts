import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSyntheticDb, dropSyntheticDb, postgresVersion } from "@/e2e/bench/databases";
import type { Figures } from "@/e2e/bench/figures";
import { startHub } from "@/e2e/bench/hub";
import { machineLine } from "@/e2e/bench/machine";
import { measureAllScripts, measurePages, measureTrending } from "@/e2e/bench/measure-pages";
import { measureUpvotes } from "@/e2e/bench/measure-upvotes";
import { type Options, type Part, readOptions } from "@/e2e/bench/options";
import { runProgram } from "@/e2e/bench/programs";
import type { QueryTimes } from "@/e2e/bench/query-times";
import { report } from "@/e2e/bench/report";
import { addSignedIn, sessionToken } from "@/e2e/bench/sessions";
import { makeReader } from "@/e2e/bench/synthetic-reader";
import { build, isBuilt } from "@/lib/server/build";
import { type Postgres, startPostgres } from "@/lib/server/postgres";
import { step } from "@/lib/server/steps";

const options = readOptions(process.argv.slice(2));
const dir = mkdtempSync(join(tmpdir(), "quire-bench-"));
if (!isBuilt()) await step("Building the pages", build);
const postgres = await startPostgres(dir);
// PostgreSQL runs in a process group of its own, which Ctrl-C does not reach.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));
try {
  const figures = await measure(postgres, options);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(`\n${report(figures)}`);
} finally {
  await clean();
}

async function clean(): Promise<void> {
  await postgres.stop();
  for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
}

async function measure(server: Postgres, { sizes, connections, seconds }: Options): Promise<Figures> {
  const figures: Figures = {
    machine: machineLine(await postgresVersion(server)),
    how: `${connections} connections, ${seconds} s each; sender, web server and database share the machine; fsync is on.`,
    lines: [],
    queries: [],
    scripts: [],
  };
  for (const papers of sizes.filter(isWanted)) await measureSize(server, papers, figures);
  return figures;
}

async function measureSize(server: Postgres, papers: number, figures: Figures): Promise<void> {
  const words = `${papers.toLocaleString("en")} synthetic papers`;
  const url = await step(words, () => createSyntheticDb(server, papers));
  const person = await step("A reader with a long history", () => addReader(url));
  if (options.only.has("f")) {
    const args = [String(options.runs), String(person)];
    const ask = () => runProgram<QueryTimes>("e2e/bench/query-times.ts", { DATABASE_URL: url }, args);
    figures.queries.push({ papers, times: await step(`Queries over ${words}`, ask) });
  }
  if (papers >= options.webSize) await measureHub(url, papers, person, figures);
  await dropSyntheticDb(server, papers);
}

async function measureHub(url: string, papers: number, person: number, figures: Figures): Promise<void> {
  const hub = await startHub(url);
  const cookie = `next-auth.session-token=${sessionToken(person)}`;
  const site = { hub, cookie, dir, options };
  try {
    if (papers === options.webSize) figures.lines.push(...(await measurePages(site, papers - 100)));
    else if (options.only.has("f")) figures.lines.push(...(await measureTrending(site, papers)));
    if (papers === options.webSize && options.only.has("js"))
      figures.scripts.push(...(await measureAllScripts(site)));
  } finally {
    await hub.stop();
  }
  if (papers === options.webSize && options.only.has("e"))
    figures.lines.push(...(await measureUpvotes(url, papers, options)));
}

async function addReader(url: string): Promise<number> {
  const person = await addSignedIn(url, 1);
  await makeReader(url, person);
  return person;
}

/** Whether a size is measured: sizes other than the main one are used only for the queries. */
function isWanted(papers: number): boolean {
  const queries: Part = "f";
  return papers === options.webSize || options.only.has(queries);
}
