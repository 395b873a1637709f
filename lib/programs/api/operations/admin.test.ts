import { beforeAll, describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePerson } from "@/e2e/support/made";
import { makeJob, makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { keepSchedule, noteRun } from "@/lib/queue/tasks";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");

describe("the worker's queue", () => {
  beforeAll(makeQueue);

  it("is listed, tried again and forgotten by an admin", async () => {
    const viewer = await makePerson({ role: "admin" });
    const id = await makeJob("tidy-search", { attempts: 3, error: "It broke." });
    const items = async () =>
      (await callOperation<{ items: { id: number }[] }>("listJobs", { viewer })).items;
    expect(await items()).toMatchObject([{ id, task: "tidy-search", state: "failed", error: "It broke." }]);
    await callOperation("retryJob", { viewer, params: { id } });
    const [again] = await items();
    expect(again).toMatchObject({ state: "waiting", attempts: 0, error: null });
    await callOperation("forgetJob", { viewer, params: { id: again?.id } });
    expect(await items()).toEqual([]);
  });

  it("has tasks with their runs", async () => {
    const viewer = await makePerson({ role: "admin" });
    await keepSchedule([{ task: "tidy-search", match: "10 4 * * *", attempts: 9 }]);
    await noteRun({ task: "tidy-search", startedAt: now, ms: 12, result: { files: 1 } });
    const startedAt = now.toISOString();
    expect(await callOperation("listTasks", { viewer, now })).toEqual({
      items: [
        {
          name: "tidy-search",
          match: "10 4 * * *",
          attempts: 9,
          runCount: 1,
          failedCount: 0,
          nextAt: "2026-03-03T04:10:00.000Z",
          succeededAt: startedAt,
          runs: [{ startedAt, ms: 12, result: { files: 1 }, error: null }],
        },
      ],
    });
  });

  it("is nothing for moderators", async () => {
    const viewer = await makePerson({ role: "moderator" });
    const id = await makeJob("repair-heat");
    for (const name of ["listTasks", "listJobs", "retryJob", "forgetJob"])
      await expect(callOperation(name, { viewer, params: { id } })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});
