import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/base/config";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

export { Prisma };
export type Db = PrismaClient;
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
      { statementNameGenerator: ({ sql }) => nameOf(sql) },
    ),
    // By itself a transaction gives up after two seconds without a connection: too soon on a machine that is busy.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
}

// A named statement is planned once for each connection: twice as many upvotes a second. Lists keep a plan for each call,
// since the best way to a topic's papers depends on how many it has.
const names = new LRUCache<string, string>({ max: 1000 });

function nameOf(sql: string): string {
  if (sql.includes("ORDER BY")) return "";
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
