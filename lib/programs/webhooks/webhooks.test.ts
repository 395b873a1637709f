import { beforeAll, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { deleteAccount } from "@/lib/privacy/delete-account";
import { maxWebhooks, newWebhookSchema } from "@/lib/programs/webhooks/schema";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  setWebhook,
} from "@/lib/programs/webhooks/webhooks";

withTestDb();

const now = new Date("2026-03-02T12:00:00Z");
const later = new Date("2026-03-02T13:00:00Z");
const wish = { url: "https://example.org/hook", event: "comment", feed: null } as const;

beforeAll(() => void Object.assign(getConfig(), { OUTGOING_ALLOW: [] }));

describe("a webhook", () => {
  it("has its own secret, shown once, and gets events from now on", async () => {
    const viewer = await makePerson();
    const { secret, row } = await createWebhook(viewer, wish, now);
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    expect(row).toEqual({
      id: row.id,
      url: wish.url,
      event: "comment",
      feed: null,
      createdAt: now,
      disabledAt: null,
      disabledBy: null,
    });
    expect(JSON.stringify(await listWebhooks(viewer))).not.toContain(secret);
    expect(await getDb().webhook.findUnique({ where: { id: row.id } })).toMatchObject({
      secret,
      enabledAt: now,
    });
    expect((await createWebhook(viewer, wish, now)).secret).not.toBe(secret);
  });

  it.each([
    ["topics/cs.CL", null],
    ["/topics/cs.CL", "/topics/cs.CL"],
    ["http://localhost:3000/topics/cs.CL", "/topics/cs.CL"],
    ["/search?q=agents&junk=1", "/search?q=agents"],
    ["/topics/cs.CL?order=top&window=week", "/topics/cs.CL?order=top&window=week"],
    ["/", "/"],
    ["/new", "/new"],
    ["/search", null],
    ["/topics/cs.NO", null],
    ["/date/2026-03-01", null],
    ["/week/2026-W10", null],
    ["/?at=2026-03-01", null],
    ["//example.org/", null],
    ["/settings", null],
    ["", null],
  ])("for new papers of %j is about the feed %j", async (feed, address) => {
    const made = createWebhook(await makePerson(), { ...wish, event: "paper", feed }, now);
    if (address) expect((await made).row.feed).toBe(address);
    else await expect(made).rejects.toMatchObject({ code: "invalid" });
  });

  it("for comments on every paper is for admins only", async () => {
    const everything = { ...wish, feed: "/" };
    await expect(
      createWebhook(await makePerson({ role: "moderator" }), everything, now),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await createWebhook(await makePerson({ role: "admin" }), everything, now)).row.feed).toBe("/");
  });

  it("is refused with an invalid feed, a private address, or a banned owner", async () => {
    const viewer = await makePerson({ role: "admin" });
    for (const wrong of [
      { ...wish, feed: "/new" },
      { ...wish, event: "upvote" as const, feed: "/" },
      { ...wish, url: "http://169.254.169.254/latest" },
      { ...wish, url: "javascript:alert(1)" },
    ])
      await expect(createWebhook(viewer, wrong, now)).rejects.toMatchObject({ code: "invalid" });
    const banned = await makePerson({ bannedAt: now });
    await expect(createWebhook(banned, wish, now)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a person's webhooks", () => {
  it("are listed newest first, and only their owner can see, switch or delete them", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const first = (await createWebhook(viewer, wish, now)).row;
    const second = (await createWebhook(viewer, wish, now)).row;
    expect(await listWebhooks(viewer)).toEqual([second, first]);
    expect(await listWebhooks(other)).toEqual([]);
    const missing = { code: "not-found" };
    await expect(getWebhook(other, first.id)).rejects.toMatchObject(missing);
    await expect(setWebhook(other, first.id, false, now)).rejects.toMatchObject(missing);
    await expect(deleteWebhook(other, first.id)).rejects.toMatchObject(missing);
    expect(await getWebhook(viewer, first.id)).toEqual(first);
    await deleteWebhook(viewer, first.id);
    await expect(deleteWebhook(viewer, first.id)).rejects.toMatchObject(missing);
  });

  it("can be switched off and on, and do not get events of the time between", async () => {
    const viewer = await makePerson();
    const { id } = (await createWebhook(viewer, wish, now)).row;
    expect(await setWebhook(viewer, id, false, now)).toMatchObject({ disabledAt: now, disabledBy: "owner" });
    expect(await setWebhook(viewer, id, false, later)).toMatchObject({ disabledAt: now });
    expect(await setWebhook(viewer, id, true, later)).toMatchObject({ disabledAt: null, disabledBy: null });
    const enabled = async () => (await getDb().webhook.findUnique({ where: { id } }))?.enabledAt;
    expect(await enabled()).toEqual(later);
    await setWebhook(viewer, id, true, new Date("2026-03-02T14:00:00Z"));
    expect(await enabled()).toEqual(later);
  });

  it("are at most twenty, despite concurrent requests", async () => {
    const viewer = await makePerson();
    const one = { userId: viewer.id, url: wish.url, event: wish.event, secret: "s" };
    await getDb().webhook.createMany({ data: Array.from({ length: maxWebhooks - 2 }, () => one) });
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => createWebhook(viewer, wish, now)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });

  it("are deleted with the account", async () => {
    const viewer = await makePerson();
    const { id } = (await createWebhook(viewer, wish, now)).row;
    await deleteAccount(viewer, now);
    expect(await getDb().webhook.findUnique({ where: { id } })).toBeNull();
  });
});

it("a new webhook needs an address and an event", () => {
  expect(newWebhookSchema.parse({ url: " https://example.org/ ", event: "upvote" })).toEqual({
    url: "https://example.org/",
    event: "upvote",
    feed: null,
  });
  for (const wrong of [{ url: "" }, { url: "x".repeat(501) }, { event: "everything" }, { feed: 7 }])
    expect(newWebhookSchema.safeParse({ ...wish, ...wrong }).success).toBe(false);
});
