import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { addComment } from "@/lib/community/comments/comments";
import { addMissedJobs } from "@/lib/worker/missed-jobs";

withTestDb();

const listJobs = () => getDb().$queryRaw`
  SELECT t.identifier AS task, j.payload FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`;

it("adds the jobs for events before an upgrade, once", async () => {
  const paper = await makePaper();
  const old = await addComment(await makePerson(), paper.key, "Told already.");
  await getDb().comment.update({
    where: { id: old.id },
    data: { createdAt: new Date("2026-03-01T12:00:00Z") },
  });
  const { id } = await addComment(await makePerson(), paper.key, "Not told yet.");
  await getDb().$executeRaw`UPDATE papers SET created_at = '2026-01-01', announced_at = '2026-01-01'`;
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await saveSetting("notified-until", "2026-03-02T12:00:00.000Z");
  await addMissedJobs();
  expect(await listJobs()).toEqual([{ task: "tell-of-comments", payload: { commentIds: [id] } }]);
  expect(await findSetting("notified-until")).toBeNull();
  await addMissedJobs();
  expect(await listJobs()).toHaveLength(1);
});
