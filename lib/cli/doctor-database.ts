import { readdirSync } from "node:fs";
import pg from "pg";
import type { Config } from "@/lib/base/config";
import { type Finding, findDatabaseUrl } from "@/lib/cli/doctor-checks";
import { grouped } from "@/lib/cli/progress";

const restart = "`npm start` starts it";

/** Checks the database: that it answers, that its migrations are applied, what is in it, how the last pull went. */
export async function listDatabaseFindings(config: Config): Promise<Finding[]> {
  const name = "Database";
  const url = findDatabaseUrl(config);
  const own = config.DATABASE_URL === undefined;
  if (!url) return [{ mark: "–", name, say: "the hub's own PostgreSQL, not running", hint: restart }];
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    const answers = `${own ? "the hub's own PostgreSQL" : new URL(url).host} answers`;
    return [
      { mark: own ? "–" : "✓", name, say: answers, ...(own && { hint: "set DATABASE_URL for another" }) },
      ...(await checkContents(client)),
    ];
  } catch (error) {
    const say = error instanceof Error ? error.message || "does not answer" : String(error);
    // A killed hub leaves its note behind: that is no fault.
    return [{ mark: own ? "–" : "✗", name, say, hint: own ? restart : "see DATABASE_URL" }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkContents(client: pg.Client): Promise<Finding[]> {
  const migrations = await checkMigrations(client);
  if (migrations.mark === "✗") return [migrations];
  return [migrations, await checkPapers(client), await checkPull(client)];
}

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const folders = readdirSync("prisma/migrations", { withFileTypes: true });
  const names = folders.filter((one) => one.isDirectory()).map((one) => one.name);
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  const { rows } = tables[0]?.name
    ? await client.query("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL")
    : { rows: [] };
  const done = new Set(rows.map((row) => row.migration_name));
  const due = names.filter((name) => !done.has(name));
  if (due.length === 0) return { mark: "✓", name: "Migrations", say: `all ${names.length} applied` };
  return {
    mark: "✗",
    name: "Migrations",
    say: `${due.length} not applied`,
    hint: "`npm start` applies them",
  };
}

async function checkPapers(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM papers");
  const count = rows[0]?.count ?? 0;
  if (count) return { mark: "✓", name: "Papers", say: grouped(count) };
  return {
    mark: "✗",
    name: "Papers",
    say: "none",
    hint: "`npm run import -- file.jsonl`, or `npm run pull`",
  };
}

async function checkPull(client: pg.Client): Promise<Finding> {
  const name = "Last pull";
  const { rows } = await client.query<{ at: Date; added: number; error: string | null }>(
    "SELECT started_at AS at, added, error FROM arxiv_pulls ORDER BY started_at DESC LIMIT 1",
  );
  const [last] = rows;
  if (!last) return { mark: "–", name, say: "never", hint: "`npm run pull` fetches what is new now" };
  const at = `${last.at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  // The worker pulls again by itself: arXiv being away is no fault of the settings.
  if (last.error) return { mark: "○", name, say: `${at}: ${last.error}` };
  return { mark: "✓", name, say: `${at}: ${grouped(last.added)} papers added` };
}
