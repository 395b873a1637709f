import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import { getDb } from "@/lib/base/db";
import type { PrismaClient } from "@/prisma/generated/client";

/**
 * Gives a test file a database of its own, copied from the migrated template and dropped at the end.
 * Call it once at the top of the file; `getDb()` then connects to that database.
 */
export function withTestDb(): void {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = inject("adminUrl").replace(/postgres$/, name);
  // The configuration is read at its first use, so DATABASE_URL must be set before any test runs.
  process.env.DATABASE_URL = url;
  watchTransactions();
  beforeAll(() => asAdmin(`CREATE DATABASE ${name} TEMPLATE template_quire STRATEGY FILE_COPY`));
  afterAll(async () => {
    await getDb().$disconnect();
    await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  });
}

const inTransaction = new AsyncLocalStorage<true>();

/** Lets the client, which `getDb` keeps on globalThis when it is first used, refuse to be used inside its transactions. */
function watchTransactions(): void {
  let kept: PrismaClient | undefined;
  Object.defineProperty(globalThis, "quireDb", {
    configurable: true,
    get: () => kept,
    set: (db: PrismaClient | undefined) => {
      kept = db && refuseInTransactions(db);
    },
  });
}

/**
 * The client, but it refuses to be used inside one of its transactions. Such a use takes a second connection from the pool;
 * when the others are all held by work that waits for the transaction's locks, neither can go on.
 */
function refuseInTransactions(db: PrismaClient): PrismaClient {
  const begin: PrismaClient["$transaction"] = db.$transaction.bind(db);
  const transaction = (work: (tx: unknown) => unknown, options: object) =>
    Reflect.apply(begin, db, [
      typeof work === "function" ? (tx: unknown) => inTransaction.run(true, () => work(tx)) : work,
      options,
    ]);
  return new Proxy(db, {
    get(target, property) {
      if (inTransaction.getStore())
        throw new Error(`getDb().${String(property)} inside a transaction: use the transaction's client.`);
      if (property === "$transaction") return transaction;
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Does what another process would do while a transaction of the code under test is open. */
export function asAnotherProcess<T>(work: () => T): T {
  return inTransaction.exit(work);
}

/**
 * Creates one more database for the running test, dropped when the test is over. @returns its address
 * @param template `template_quire` is a migrated hub without rows, `template0` an empty database; or the name of another
 * database, to which nobody is connected
 */
export async function makeDatabase(template: string): Promise<string> {
  const { name, url } = nameDatabase();
  onTestFinished(() => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return url;
}

/** A name for a database on the tests' server, with its address. */
export function nameDatabase(): { name: string; url: string } {
  const name = `made_${randomUUID().replaceAll("-", "")}`;
  return { name, url: inject("adminUrl").replace(/postgres$/, name) };
}

/** Runs a statement as the administrator of the tests' server. */
export async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  // PostgreSQL refuses two copies of one template at the same time, so a lock lets one run at a time.
  await client.query("SELECT pg_advisory_lock(1)");
  await client.query(sql);
  await client.end();
}
