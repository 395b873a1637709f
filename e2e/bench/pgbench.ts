import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Measured, summarise } from "@/e2e/bench/stats";
import type { Crowd } from "@/e2e/bench/upvote-pairs";
import { generalise, keysOf, type Statement } from "@/e2e/bench/upvote-statement";

type Run = { url: string; clients: number; seconds: number; statement: Statement; crowd: Crowd };

const exec = promisify(execFile);

/**
 * Measures the upvote's SQL statement with pgbench, prepared, by random people on random papers.
 * @returns null where pgbench is not installed
 */
export async function runPgbench({ url, clients, seconds, statement, crowd }: Run): Promise<Measured | null> {
  if (!(await hasPgbench())) return null;
  const dir = mkdtempSync(join(tmpdir(), "quire-pgbench-"));
  try {
    const file = join(dir, "upvote.sql");
    writeFileSync(file, pgbenchScript(statement, crowd));
    const flags = ["-n", "-M", "prepared", "-c", String(clients), "-T", String(seconds), "-f", file];
    await exec("pgbench", [...flags, "-l", "--log-prefix", join(dir, "log")], { env: connection(url) });
    const logs = readdirSync(dir).filter((name) => name.startsWith("log"));
    return summarise(timesOf(logs.map((name) => readFileSync(join(dir, name), "utf8")).join("")), seconds);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A pgbench script that casts one upvote. */
export function pgbenchScript(statement: Statement, { firstPerson, people, papers }: Crowd): string {
  const { person, key } = keysOf(statement);
  const sql = generalise(
    statement,
    new Map<string | number, string>([
      [person, ":person::int"],
      [key, "(:month::text || '.' || :number::text)"],
    ]),
  );
  return `\\set person random(${firstPerson}, ${firstPerson + people - 1})
\\set paper random(1, ${papers})
\\set month 2301 + :paper / 1080000 * 100 + :paper / 90000 % 12
\\set number 10000 + :paper % 90000
${sql.replace(/\s*\n\s*/g, " ")};
`;
}

/** The duration of each transaction in pgbench's log, in milliseconds. */
export function timesOf(log: string): number[] {
  const lines = log.split("\n").filter(Boolean);
  return lines.map((line) => Number(line.split(" ")[2]) / 1000);
}

function connection(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: password,
    PGDATABASE: pathname.slice(1),
  };
}

async function hasPgbench(): Promise<boolean> {
  return exec("pgbench", ["--version"]).then(
    () => true,
    () => false,
  );
}
