import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { chooseNotificationMail, getNotificationMail } from "@/lib/follows/notifications/mail-choice";
import {
  listNotifications,
  listUnmailed,
  markPaperRead,
  readNotifications,
} from "@/lib/follows/notifications/notifications";
import { planMails } from "@/lib/follows/notifications/plan-mails";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");

async function notify(
  { id: userId }: Viewer,
  given: { readAt?: Date; mailedAt?: Date; status?: "hidden" } = {},
) {
  const { status, ...row } = given;
  const paper = await makePaper(status ? { status } : {});
  const data = {
    userId,
    kind: "code" as const,
    paperId: paper.id,
    createdAt: now,
  };
  return getDb().notification.create({ data: { ...data, ...row } });
}

/** The keys of all planned mail jobs. */
async function planned(): Promise<string[]> {
  const jobs = await getDb().$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs ORDER BY id`;
  return jobs.map(({ key }) => key);
}

describe("mail of notifications", () => {
  it("is planned for unread, unmailed notifications about listed papers, unless mails are off", async () => {
    const daily = await makePerson();
    const instant = await makePerson();
    const never = await makePerson();
    const banned = await makePerson({ bannedAt: now });
    await chooseNotificationMail(instant, "instantly", now);
    await chooseNotificationMail(never, "never", now);
    const people = [daily, instant, never, banned];
    const rows = [];
    for (const person of people) {
      rows.push(await notify(person));
      await notify(person, { readAt: now });
      await notify(person, { mailedAt: now });
      await notify(person, { status: "hidden" });
    }
    const waiting = [];
    for (const { id } of people) waiting.push((await listUnmailed(id)).map((item) => item.id));
    expect(waiting).toEqual(rows.map(({ id }) => [id]));
    const all = people.map(({ id }) => id);
    for (const _ of [1, 2]) await planMails(getDb(), all, now);
    expect(await planned()).toEqual([daily.id, instant.id].map((id) => `mail-notifications:${id}`));
  });

  it("never contains notifications from a time when it was off", async () => {
    const viewer = await makePerson();
    expect(await getNotificationMail(viewer)).toBe("daily");
    await chooseNotificationMail(viewer, "never", now);
    await notify(viewer);
    await chooseNotificationMail(viewer, "instantly", now);
    expect(await getNotificationMail(viewer)).toBe("instantly");
    expect(await listUnmailed(viewer.id)).toEqual([]);
    expect(await planned()).not.toContain(`mail-notifications:${viewer.id}`);
  });
});

describe("notifications", () => {
  it("are listed unread first, and are marked as read singly, by paper or all at once, only by their owner", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const one = await notify(viewer);
    const two = await notify(viewer);
    const three = await notify(viewer);
    const unread = async () =>
      (await listNotifications(viewer)).filter(({ readAt }) => !readAt).map(({ id }) => id);
    await readNotifications(other, "all", now);
    await readNotifications(other, [one.id], now);
    expect(await unread()).toEqual([three.id, two.id, one.id]);
    await readNotifications(viewer, [three.id], now);
    await markPaperRead(viewer, two.paperId, now);
    expect((await listNotifications(viewer)).map(({ id }) => id)).toEqual([one.id, three.id, two.id]);
    expect(await unread()).toEqual([one.id]);
    await readNotifications(viewer, "all", now);
    expect(await unread()).toEqual([]);
  });
});
