import { expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, openDb, plannedOnce } from "@/lib/base/db";

withTestDb();

it("keeps the plan only of statements marked for it", async () => {
  const db = openDb(databaseUrl());
  // One transaction, since prepared statements belong to a connection.
  const kept = await db.$transaction(async (tx) => {
    await tx.$queryRaw`${plannedOnce} SELECT username FROM users WHERE id = ${1}`;
    await tx.$queryRaw`SELECT username FROM users WHERE id > ${1}`;
    await tx.$queryRaw`SELECT username FROM users WHERE id > ${1} ORDER BY id`;
    return tx.$queryRaw<
      { statement: string }[]
    >`SELECT statement FROM pg_prepared_statements WHERE name <> ''`;
  });
  await db.$disconnect();
  expect(kept).toEqual([{ statement: "/* planned once */ SELECT username FROM users WHERE id = $1" }]);
});
