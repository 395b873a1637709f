import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/base/config";
import { GuardedPg } from "@/lib/base/guarded-pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

export { Prisma };

export type Tx = Prisma.TransactionClient;

/** Time limits of a process's statements, in milliseconds. */
type DbLimits = {
  /** For a connection: a new one, or one of the pool that others use. */
  connection: number;
  /** For one statement; undefined for no limit. */
  statement?: number;
};

// Kept on globalThis, because hot reload and the two module graphs of the web process would each open their own pool.
const kept = globalThis as { quireDb?: PrismaClient; quireDbLimits?: DbLimits };

/** Sets the time limits of this process. Call it before the database is first used. */
export function setDbLimits(limits: DbLimits): void {
  kept.quireDbLimits = limits;
}

/** Background work has no limit for a statement, and waits for its turn while long tasks use connections. */
const usualLimits: DbLimits = { connection: 30_000 };

/** A server that hangs does not stop statements itself, so the client gives up this much later, in milliseconds. */
const hangMs = 3000;

/** The database client of this process, created at first use. */
export function getDb(): PrismaClient {
  kept.quireDb ??= openDb(databaseUrl());
  return kept.quireDb;
}

/** How many connections a process opens at most, besides those of the queue. */
export const poolSize = 12;

/**
 * Creates a client for another database; the caller disconnects it.
 * @param limits by default those of this process
 */
export function openDb(url: string, limits = kept.quireDbLimits ?? usualLimits): PrismaClient {
  const { connection, statement } = limits;
  const pool = {
    connectionString: url,
    max: poolSize,
    // A restore goes by this name to see whether a hub is connected.
    application_name: "quire",
    connectionTimeoutMillis: connection,
    keepAlive: true,
    ...(statement && { statement_timeout: statement, query_timeout: statement + hangMs }),
  };
  return new PrismaClient({
    adapter: new GuardedPg(pool, { statementNameGenerator: ({ sql }) => planName(sql) }),
    // By default a transaction gives up after two seconds without a connection, which is too soon on a busy machine.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
}

/**
 * Starts a raw statement whose plan each connection keeps, which doubles the number of upvotes per second. Use it only
 * for statements that find their rows by a key: the best plan of a list depends on its parameters.
 */
export const plannedOnce = Prisma.sql`/* planned once */`;

const names = new LRUCache<string, string>({ max: 1000 });

/** The name under which PostgreSQL keeps a statement's plan; empty for a statement that is planned at each call. */
function planName(sql: string): string {
  if (!sql.trimStart().startsWith(plannedOnce.sql)) return "";
  const name = names.get(sql) ?? createHash("sha1").update(sql).digest("base64url");
  names.set(sql, name);
  return name;
}

/** The address of the hub's database. @throws Error when none is configured and none was started */
export function databaseUrl(): string {
  const url = getConfig().DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set: start the hub with `npm start`, or name a database in .env");
  return url;
}
