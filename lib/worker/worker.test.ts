import { afterEach, describe, expect, it } from "vitest";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import { makePaper } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { type RunningWorker, startWorker as spawnWorker } from "@/e2e/support/start-worker";
import { asAdmin, withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { enqueue } from "@/lib/queue/enqueue";

withTestDb();

const running: RunningWorker[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
});

function startWorker(settings: Record<string, string> = {}): RunningWorker {
  const worker = spawnWorker(settings);
  running.push(worker);
  return worker;
}

describe("the worker", { timeout: 90_000 }, () => {
  it("runs the jobs of the queue and exits cleanly when asked to", async () => {
    const worker = startWorker();
    await worker.started();
    const paper = await makePaper();
    await getDb().paper.update({ where: { id: paper.id }, data: { heat: 1 } });
    await enqueue(getDb(), "repair-heat");
    const done = await worker.until(({ task }) => task === "repair-heat");
    expect(done).toMatchObject({ level: "info", result: [{ key: paper.key, heat: 1 }] });
    expect(await getDb().paper.findUnique({ where: { id: paper.id } })).toMatchObject({ heat: paper.heat });
    worker.child.kill("SIGTERM");
    await worker.until(({ msg }) => msg === "worker stopped");
    expect(await worker.exit).toEqual([0, null]);
  });

  it("adds at once the jobs of digests that an earlier version opened", async () => {
    const nextAttemptAt = new Date("2199-03-02T07:00:00Z");
    const { id: subscriptionId } = await makeSubscription();
    const digest = { subscriptionId, periodKind: "day" as const, dueAt: nextAttemptAt, nextAttemptAt };
    const opened = await getDb().digest.createManyAndReturn({
      data: [
        { ...digest, periodStart: new Date("2199-03-01"), state: "due" },
        { ...digest, periodStart: new Date("2199-03-02"), state: "composed" },
        { ...digest, periodStart: new Date("2199-03-03"), state: "sending" },
      ],
    });
    const worker = startWorker();
    await worker.started();
    const jobs = await getDb().$queryRaw`
      SELECT key, run_at AS at FROM graphile_worker.jobs WHERE task_identifier = 'deliver-digest' ORDER BY id`;
    expect(jobs).toEqual(
      opened.slice(0, 2).map(({ id }) => ({ key: `deliver-digest:${id}`, at: nextAttemptAt })),
    );
    worker.child.kill("SIGTERM");
    await worker.exit;
  });

  it("waits for a database that is read-only, and starts once it can write", async () => {
    const name = new URL(databaseUrl()).pathname.slice(1);
    await asAdmin(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const worker = startWorker();
    await worker.until(({ msg }) => msg === "the worker waits for the database");
    await asAdmin(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    // Sessions keep the setting with which they began.
    await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    await worker.started();
    worker.child.kill("SIGTERM");
    expect(await worker.exit).toEqual([0, null]);
  });

  it("catches up at its start on what was due while none was running, once", async () => {
    await getDb().$executeRaw`
      UPDATE graphile_worker._private_known_crontabs SET known_since = now() - interval '3 days', last_execution = now() - interval '2 days'`;
    await getDb().task.updateMany({
      where: { name: { not: "clean-expired" } },
      data: { succeededAt: new Date() },
    });
    await getDb().taskRun.deleteMany();
    const ran = () => getDb().taskRun.findMany({ where: { task: { in: ["clean-expired", "count-terms"] } } });
    for (const _ of ["first", "second"]) {
      const worker = startWorker();
      await worker.started();
      await expect.poll(async () => (await ran()).length, { timeout: 30_000 }).toBe(1);
      worker.child.kill("SIGTERM");
      await worker.exit;
    }
    expect(await ran()).toMatchObject([{ task: "clean-expired", error: null }]);
  });

  it("ends by itself when the start program is gone", async () => {
    const worker = startWorker();
    await worker.started();
    worker.child.disconnect();
    expect(await worker.exit).toEqual([0, null]);
  });

  it("pulls from arXiv when it starts, and aborts that when it has to end", async () => {
    const arxiv = await startFakeArxiv();
    arxiv.setMode("slow");
    const addresses = { ARXIV_API_URL: arxiv.apiUrl, ARXIV_OAI_URL: arxiv.oaiUrl, ARXIV_INTERVAL_MS: "0" };
    const worker = startWorker({ ...addresses, ARXIV_PULL: "on", ARXIV_CATEGORIES: "cs.CL" });
    await worker.started();
    await expect.poll(() => arxiv.requests.length, { timeout: 30_000 }).toBe(1);
    worker.child.kill("SIGTERM");
    expect(await worker.exit).toEqual([0, null]);
    expect(await getDb().arxivPull.findMany()).toMatchObject([
      { setName: "cs", error: "stopped before the end" },
    ]);
    await arxiv.close();
  });
});

describe("several workers", { timeout: 90_000 }, () => {
  const once = ["clean-expired", "repair-heat", "tidy-search"];

  it("run each job once", async () => {
    await getDb().taskRun.deleteMany();
    const workers = [startWorker(), startWorker()];
    await Promise.all(workers.map(({ started }) => started()));
    expect(await getDb().worker.count()).toBe(2);
    for (const task of [...once, ...once]) await enqueue(getDb(), task);
    const ran = () => getDb().taskRun.findMany({ where: { task: { in: once } }, orderBy: { task: "asc" } });
    await expect.poll(async () => (await ran()).length, { timeout: 30_000 }).toBe(once.length);
    for (const { child } of workers) child.kill("SIGTERM");
    await Promise.all(workers.map(({ exit }) => exit));
    expect((await ran()).map(({ task }) => task)).toEqual(once);
    expect(await getDb().worker.count()).toBe(0);
  });

  it("take over the jobs of a killed one", async () => {
    const arxiv = await startFakeArxiv();
    arxiv.setMode("slow");
    const addresses = { ARXIV_API_URL: arxiv.apiUrl, ARXIV_OAI_URL: arxiv.oaiUrl, ARXIV_INTERVAL_MS: "0" };
    const settings = { ...addresses, ARXIV_PULL: "on", ARXIV_CATEGORIES: "cs.CL" };
    const killed = startWorker(settings);
    await killed.started();
    await expect.poll(() => arxiv.requests.length, { timeout: 30_000 }).toBe(1);
    killed.child.kill("SIGKILL");
    await killed.exit;
    // As if a minute had passed since.
    await getDb().$executeRaw`UPDATE workers SET seen_at = seen_at - interval '1 minute'`;
    await getDb().$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute' WHERE locked_at IS NOT NULL`;
    const other = startWorker(settings);
    await other.until(({ msg }) => msg.includes("were freed"));
    await expect.poll(() => arxiv.requests.length, { timeout: 30_000 }).toBe(2);
    other.child.kill("SIGTERM");
    expect(await other.exit).toEqual([0, null]);
    await arxiv.close();
  });
});

describe("enqueue", () => {
  it("queues a task once while it waits, and not at all when its transaction fails", async () => {
    const waiting = () => getDb().$queryRaw`
        SELECT key FROM graphile_worker.jobs WHERE key IN ('clean-expired', 'repair-heat')`;
    await enqueue(getDb(), "clean-expired");
    await enqueue(getDb(), "clean-expired");
    const failed = getDb().$transaction(async (tx) => {
      await enqueue(tx, "repair-heat");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await waiting()).toEqual([{ key: "clean-expired" }]);
  });
});
