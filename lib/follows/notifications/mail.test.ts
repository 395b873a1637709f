import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import {
  chooseNotificationMail,
  getNotificationMail,
  listUnmailed,
  markMailed,
} from "@/lib/follows/notifications/mail";
import {
  listNotifications,
  markPaperRead,
  readNotifications,
} from "@/lib/follows/notifications/notifications";
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
    subject: `code:${paper.key}`,
    paperId: paper.id,
    createdAt: now,
  };
  return getDb().notification.create({ data: { ...data, ...row } });
}

describe("mail of notifications", () => {
  it("waits for those who chose it, neither read nor mailed, of papers one may see", async () => {
    const [daily, instant, never] = [await makePerson(), await makePerson(), await makePerson()];
    await chooseNotificationMail(instant, "instantly", now);
    await chooseNotificationMail(never, "never", now);
    const rows = [];
    for (const person of [daily, instant, never]) {
      rows.push(await notify(person));
      await notify(person, { readAt: now });
      await notify(person, { mailedAt: now });
      await notify(person, { status: "hidden" });
    }
    await notify(await makePerson({ bannedAt: now }));
    const waiting = async (mail: "daily" | "instantly", page = {}) =>
      (await listUnmailed(mail, page)).map(({ username, items }) => [username, items.map(({ id }) => id)]);
    expect(await waiting("daily")).toEqual([[daily.username, [rows[0]?.id]]]);
    expect(await waiting("daily", { after: daily.id })).toEqual([]);
    expect(await waiting("instantly")).toEqual([[instant.username, [rows[1]?.id]]]);
    const ids = [rows[0]?.id ?? 0];
    const both = await Promise.all([markMailed(ids, now), markMailed(ids, now)]);
    expect(both.flat()).toEqual(ids);
    expect(await waiting("daily")).toEqual([]);
  });

  it("does not bring later what came while it was off", async () => {
    const viewer = await makePerson();
    expect(await getNotificationMail(viewer)).toBe("daily");
    await chooseNotificationMail(viewer, "never", now);
    await notify(viewer);
    await chooseNotificationMail(viewer, "instantly", now);
    expect(await getNotificationMail(viewer)).toBe("instantly");
    expect((await listUnmailed("instantly")).map(({ userId }) => userId)).not.toContain(viewer.id);
  });
});

describe("notifications", () => {
  it("are listed unread first, and read one, by paper, or all at once, by their owner", async () => {
    const [viewer, other] = [await makePerson(), await makePerson()];
    const [one, two, three] = [await notify(viewer), await notify(viewer), await notify(viewer)];
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
