import { afterAll, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { listenForPurges } from "@/lib/server/front/purge-listener";
import { purgeChannel, purgePages } from "@/lib/web/purge-pages";

withTestDb();

const slow = { timeout: 10_000 };
const ending = new AbortController();
afterAll(() => ending.abort());

/** The connections that listen. */
const listeners = () => getDb().$queryRaw<{ pid: number }[]>`
  SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^(LISTEN|SELECT 1$)' AND pid <> pg_backend_pid()`;
const tell = (path: string) =>
  getDb().$queryRaw`SELECT 1 FROM pg_notify(${purgeChannel}, ${`other ${path}`})`;

it("forgets pages when another process says so, and all of them when its connection was lost", async () => {
  const purged: string[] = [];
  const listening = listenForPurges(databaseUrl(), (path = "all") => purged.push(path), ending.signal);
  // It begins with none, since it may have missed something.
  await expect.poll(() => purged, slow).toEqual(["all"]);
  // This process forgets its own pages by itself.
  purgePages();
  await tell("/papers/2601.00001");
  await tell("");
  await expect.poll(() => purged, slow).toEqual(["all", "/papers/2601.00001", "all"]);
  const [listener] = await listeners();
  await getDb().$queryRaw`SELECT pg_terminate_backend(${listener?.pid}::int)`;
  await expect.poll(() => purged.length, slow).toBe(4);
  await tell("/new");
  await expect.poll(() => purged.slice(3), slow).toEqual(["all", "/new"]);
  ending.abort();
  await listening;
  expect(await listeners()).toEqual([]);
});
