import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQuery, SqlResultSet, Transaction } from "@prisma/driver-adapter-utils";
import type { PoolClient } from "pg";
import { DatabaseUnavailable, failureKind, noteFailure, noteSuccess } from "@/lib/base/database-failure";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type Start = Adapter["startTransaction"];

/**
 * Prisma's adapter for PostgreSQL, for a database that may go away at any moment. Statements reject with
 * DatabaseUnavailable when the database failed. A read whose connection was lost is tried once more, and so is the start
 * of a transaction.
 */
export class GuardedPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    adapter.underlyingDriver().on("release", closeUnfinished);
    const queryRaw = adapter.queryRaw.bind(adapter);
    const executeRaw = adapter.executeRaw.bind(adapter);
    const start = adapter.startTransaction.bind(adapter);
    return Object.assign(adapter, {
      queryRaw: (query: SqlQuery) =>
        watched(
          () => queryRaw(query),
          () => readAgain(start, query),
        ),
      executeRaw: (query: SqlQuery) => watched(() => executeRaw(query)),
      startTransaction: async (level: Parameters<Start>[0]) =>
        guardTransaction(
          await watched(
            () => start(level),
            () => start(level),
          ),
        ),
    });
  }
}

/** @param again repeats the work after its connection was lost; undefined if it was not done a second time */
async function watched<T>(run: () => Promise<T>, again?: () => Promise<T | undefined>): Promise<T> {
  try {
    const result = await run();
    noteSuccess();
    return result;
  } catch (error) {
    const kind = failureKind(error);
    if (!kind) throw error;
    const repeated = kind === "away" ? await again?.().catch(() => undefined) : undefined;
    if (repeated !== undefined) return repeated;
    noteFailure(kind, error);
    throw new DatabaseUnavailable(kind, error);
  }
}

function guardTransaction(transaction: Transaction): Transaction {
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  return Object.assign(transaction, {
    queryRaw: (query: SqlQuery) => watched(() => queryRaw(query)),
    executeRaw: (query: SqlQuery) => watched(() => executeRaw(query)),
  });
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/**
 * Runs a statement once more, where PostgreSQL refuses it unless it only reads: the lost connection may have carried out
 * the first attempt.
 */
async function readAgain(start: Start, query: SqlQuery): Promise<SqlResultSet> {
  const transaction = await start();
  try {
    await transaction.executeRaw(statement("SET TRANSACTION READ ONLY"));
    const result = await transaction.queryRaw(query);
    await transaction.executeRaw(statement("COMMIT"));
    return result;
  } catch (error) {
    await transaction.executeRaw(statement("ROLLBACK")).catch(() => undefined);
    throw error;
  } finally {
    await transaction.rollback();
  }
}

/**
 * Closes a connection that is given back to the pool inside a transaction, as happens when the database does not answer the
 * ROLLBACK in time. The next user's statements would otherwise belong to that transaction, and be lost with it.
 */
function closeUnfinished(_error: Error, client: PoolClient): void {
  const status = client.getTransactionStatus();
  if (status !== null && status !== "I") client.end().catch(() => undefined);
}
