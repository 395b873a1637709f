import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { databaseUrl, getDb, poolSize } from "@/lib/base/db";
import { deliver } from "@/lib/programs/webhooks/deliver";
import { createWebhook } from "@/lib/programs/webhooks/webhooks";
import { writeDeliveries } from "@/lib/programs/webhooks/write-deliveries";
import { deliveriesInDatabase } from "@/lib/queue/connections";

withTestDb();

const now = new Date("2026-03-02T12:00:00Z");
const many = 2 * poolSize;
const patient = { timeout: 20_000 };

let hooks: FakeHooks;
// Connections beside the pool: one sees what the pool's connections do, the other makes them wait.
let watching: pg.Client;
let locking: pg.Client;
beforeAll(async () => {
  hooks = await startFakeHooks();
  Object.assign(getConfig(), { OUTGOING_ALLOW: [hooks.host] });
  watching = await connect();
  locking = await connect();
});
afterAll(async () => {
  await watching.end();
  await locking.end();
  await hooks.close();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: "beside" });
  await client.connect();
  return client;
}

/** Makes webhooks with one message each. @returns the ids of the deliveries */
async function makeDeliveries(): Promise<number[]> {
  await getDb().webhook.deleteMany();
  for (let i = 0; i < many; i++) {
    const wish = { url: `${hooks.url}/200`, event: "comment", feed: null } as const;
    const { row } = await createWebhook(await makePerson(), wish, now);
    await writeDeliveries([{ webhookId: row.id, kind: "comment", commentId: i, payload: {} }], now);
  }
  return (await getDb().webhookDelivery.findMany()).map(({ id }) => id);
}

const deliverAll = (ids: number[]) => Promise.all(ids.map((deliveryId) => deliver({ deliveryId }, { now })));
const allDelivered = Array(many).fill({ delivered: true });

/** How many of the pool's connections are in a statement or a transaction. */
async function countBusy(): Promise<number> {
  const { rows } = await watching.query(
    `SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database()
       AND backend_type = 'client backend' AND application_name <> 'beside' AND state <> 'idle'`,
  );
  return rows[0].busy;
}

it("many deliveries at once leave connections to transactions of others", async () => {
  const ids = await makeDeliveries();
  await locking.query("BEGIN");
  await locking.query("LOCK TABLE webhook_deliveries IN SHARE MODE");
  const deliveries = deliverAll(ids);
  await expect.poll(countBusy, patient).toBeGreaterThanOrEqual(deliveriesInDatabase);
  expect(await getDb().$transaction((tx) => tx.user.count())).toBeGreaterThan(0);
  expect(await countBusy()).toBe(deliveriesInDatabase);
  await locking.query("COMMIT");
  expect(await deliveries).toEqual(allDelivered);
});

it("no delivery uses a connection while it waits for an answer", async () => {
  const ids = await makeDeliveries();
  hooks.calls.length = 0;
  const release = hooks.hold();
  const deliveries = deliverAll(ids);
  await expect.poll(() => hooks.calls.length, patient).toBe(many);
  expect(await countBusy()).toBe(0);
  release();
  expect(await deliveries).toEqual(allDelivered);
});
