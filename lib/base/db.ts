import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/base/config";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

export { Prisma };

export type Tx = Prisma.TransactionClient;

// Kept on globalThis: hot reload and the two module graphs of the web process would each open a pool of their own.
const kept = globalThis as { quireDb?: PrismaClient };

/** The one database client of this process, opened at first use. */
export function getDb(): PrismaClient {
  kept.quireDb ??= openDb(databaseUrl());
  return kept.quireDb;
}

/** A client on another database; the caller disconnects it. */
export function openDb(url: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: 12 },
      { statementNameGenerator: ({ sql }) => planName(sql) },
    ),
    // By itself a transaction gives up after two seconds without a connection: too soon on a machine that is busy.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
}

/**
 * Begins a raw statement that each connection plans once and keeps: twice as many upvotes a second. For statements that
 * find their rows by a key whatever the parameters; a list's best plan depends on how many papers its topic has.
 */
export const plannedOnce = Prisma.sql`/* planned once */`;

const names = new LRUCache<string, string>({ max: 1000 });

/** The name under which PostgreSQL keeps a statement's plan; empty for one that is planned at each call. */
function planName(sql: string): string {
  if (!sql.trimStart().startsWith(plannedOnce.sql)) return "";
  const name = names.get(sql) ?? createHash("sha1").update(sql).digest("base64url");
  names.set(sql, name);
  return name;
}

/** Address of the hub's database. @throws when none is configured and none was started */
export function databaseUrl(): string {
  const url = getConfig().DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set: start the hub with `npm start`, or name a database in .env");
  return url;
}
