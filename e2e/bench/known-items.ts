import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { runProgram } from "@/e2e/bench/programs";
import { table } from "@/e2e/bench/table";
import { migrate } from "@/lib/server/migrate";
import { startPostgres } from "@/lib/server/postgres";
import { step } from "@/lib/server/steps";

/** Shares of the queries that found their paper first, and among the first ten. */
export type Shares = { first: number; ten: number };
/** The figures of one kind of query: with the hub's search, and with BM25 over the same table alone. */
export type Row = { kind: string; queries: number; found: Shares; plain: Shares };
export type KnownItems = { papers: number; vectors: number; states: { name: string; rows: Row[] }[] };

export const knownItemsFile = "../shared/data/known-items/queries.jsonl";

/** The shares promised for each kind of query: the paper first, and among the first ten. */
const promised: Record<string, Shares> = {
  title: { first: 1, ten: 1 },
  typos: { first: 0.96, ten: 0.98 },
  rare: { first: 0.96, ten: 0.99 },
  mid: { first: 0.67, ten: 0.97 },
  sentence: { first: 0.89, ten: 0.96 },
  author: { first: 0.79, ten: 0.95 },
  name: { first: 0.81, ten: 0.95 },
};

/**
 * Searches for known papers on a hub that holds them, as a reader types: through the hub's own search, once with every row
 * in the index of vectors and once with one row outside it. The hub's database is brought up to date, and its search table
 * rebuilt.
 * @param args the folder of a hub that is not running (its QUIRE_DIR), into which the papers were imported
 * @returns the shares found by kind of query, beside those of the engine's BM25 alone, as plain text
 */
export async function measureKnownItems([dir = ".quire"]: string[]): Promise<string> {
  if (!existsSync(knownItemsFile)) throw new Error(`There are no queries at ${knownItemsFile}.`);
  const postgres = await startPostgres(resolve(dir));
  try {
    await migrate(postgres.url);
    const env = { QUIRE_DIR: resolve(dir), DATABASE_URL: postgres.url, LOG_LEVEL: "error" };
    const ask = () => runProgram<KnownItems>("e2e/bench/known-items-ask.ts", env, []);
    const { papers, vectors, states } = await step("Searching for known papers", ask);
    const head = `${papers.toLocaleString("en")} papers, ${vectors.toLocaleString("en")} of them with a vector.`;
    const parts = states.map(({ name, rows }) => `${name}\n\n${knownItemsTable(rows)}`);
    return [machineLine(await postgresVersion(postgres)), head, ...parts].join("\n\n");
  } finally {
    await postgres.stop();
  }
}

/** The figures of one state of the index as a table. A kind is met if it reaches what is promised and keeps to plain BM25. */
function knownItemsTable(rows: Row[]): string {
  const head = ["kind", "queries", "first", "in ten", "BM25 first", "in ten", "promised", ""];
  return table(
    head,
    rows.map(({ kind, queries, found, plain }) => {
      const least = promised[kind];
      const words = least ? `${least.first.toFixed(2)}/${least.ten.toFixed(2)}` : "";
      const figures = [found.first, found.ten, plain.first, plain.ten].map((share) => share.toFixed(3));
      return [
        kind,
        String(queries),
        ...figures,
        words,
        least && isMet({ kind, found, plain }, least) ? "met" : "MISSED",
      ];
    }),
  );
}

/** The first ten may hold .01 less than with BM25 alone and the first place .02, except for four middling words. */
function isMet({ kind, found, plain }: Pick<Row, "kind" | "found" | "plain">, least: Shares): boolean {
  const keepsFirst = kind === "mid" || found.first >= plain.first - 0.02;
  return found.first >= least.first && found.ten >= least.ten && found.ten >= plain.ten - 0.01 && keepsFirst;
}
