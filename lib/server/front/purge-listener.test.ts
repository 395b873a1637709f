import { afterAll, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { listenForPurges } from "@/lib/server/front/purge-listener";
import { purgePages } from "@/lib/web/purge-pages";

withTestDb();

const slow = { timeout: 10_000 };
const ending = new AbortController();
afterAll(() => ending.abort());

/** The connections that listen. */
const listeners = () => getDb().$queryRaw<{ pid: number }[]>`
  SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^(LISTEN|SELECT 1$)' AND pid <> pg_backend_pid()`;

it("forgets pages when any process says so, and whenever its connection was lost", async () => {
  let purged = 0;
  void listenForPurges(databaseUrl(), () => purged++, ending.signal);
  // It begins with none, since it may have missed something.
  await expect.poll(() => purged, slow).toBe(1);
  purgePages();
  await expect.poll(() => purged, slow).toBe(2);
  const [listener] = await listeners();
  await getDb().$queryRaw`SELECT pg_terminate_backend(${listener?.pid}::int)`;
  await expect.poll(() => purged, slow).toBe(3);
  purgePages();
  await expect.poll(() => purged, slow).toBe(4);
});
