import { type AddressInfo, createServer } from "node:net";
import pg from "pg";
import { expect, it } from "vitest";
import { isConnectionLoss, openConnection } from "@/lib/base/connection";

it("a database that takes a connection and does not answer counts as away", async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", () => resolve()));
  const url = `postgresql://quire@127.0.0.1:${(silent.address() as AddressInfo).port}/quire`;
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 20 });
  const problems = await Promise.all([
    openConnection(url, 20).catch((error: unknown) => error),
    pool.connect().catch((error: unknown) => error),
  ]);
  expect(problems.map((problem) => isConnectionLoss(problem))).toEqual([true, true]);
  expect(isConnectionLoss(new Error("The file is not there."))).toBe(false);
  await pool.end();
  silent.close();
});
