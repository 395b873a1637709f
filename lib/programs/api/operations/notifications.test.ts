import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");

it("notifications can be listed and marked as read, and their mails configured", async () => {
  const viewer = await makePerson();
  const paper = await makePaper({ title: "On engines" });
  const about = { userId: viewer.id, paperId: paper.id, createdAt: now };
  const comments = await getDb().notification.create({
    data: { ...about, kind: "comments", count: 3, firstCommentId: 17 },
  });
  await getDb().notification.create({
    data: { ...about, kind: "version", version: 2 },
  });
  type List = { items: { id: number; readAt: string | null }[]; mail: string };
  const list = () => callOperation<List>("listNotifications", { viewer });
  const first = { id: comments.id, kind: "comments", words: "3 new comments", readAt: null, count: 3 };
  expect(await list()).toMatchObject({
    items: [
      { kind: "version", words: "Version 2", at: "2026-03-02T18:00:00.000Z" },
      {
        ...first,
        url: `http://localhost:3000/papers/${paper.key}#comment-17`,
        paper: { title: "On engines" },
      },
    ],
    mail: "daily",
  });
  await callOperation("readNotifications", { viewer, body: { ids: [comments.id] }, now });
  expect((await list()).items.map(({ readAt }) => readAt)).toEqual([null, now.toISOString()]);
  await callOperation("readNotifications", { viewer, body: {}, now });
  await callOperation("chooseNotificationMail", { viewer, body: { mail: "never" }, now });
  expect(await list()).toMatchObject({ items: [{ readAt: now.toISOString() }, {}], mail: "never" });
  await expect(
    callOperation("chooseNotificationMail", { viewer, body: { mail: "hourly" } }),
  ).rejects.toThrow();
});
