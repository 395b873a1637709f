import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listDeliveries } from "@/lib/programs/webhooks/deliveries";
import { createWebhook, getWebhook, listWebhooks } from "@/lib/programs/webhooks/webhooks";
import * as actions from "@/lib/web/actions/webhooks";
import type { Role } from "@/prisma/generated/enums";

const request = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000" }),
  cookies: async () => ({ get: () => (request.token ? { value: request.token } : undefined) }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

let hooks: FakeHooks;
beforeAll(async () => {
  hooks = await startFakeHooks();
  Object.assign(getConfig(), { OUTGOING_ALLOW: [hooks.host], RATE_LIMITS: "off" });
});
afterAll(() => hooks.close());
beforeEach(() => {
  request.token = "";
});

const form = (values: Record<string, string | number>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, String(value));
  return data;
};
const fields = { url: "https://example.org/hook", event: "paper", feed: "/new" };

async function signIn(role: Role = "member") {
  const viewer = await makePerson({ role });
  request.token = `session-${viewer.id}`;
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken: request.token, userId: viewer.id, expires } });
  return viewer;
}

describe("the form for a webhook", () => {
  it("returns the secret once, and lists the webhook", async () => {
    const viewer = await signIn();
    const state = await actions.createWebhook(null, form(fields));
    expect(state?.values?.secret).toMatch(/^whsec_/);
    expect(await listWebhooks(viewer)).toMatchObject([{ url: fields.url, event: "paper", feed: "/new" }]);
  });

  it("ignores the feed for events that have none", async () => {
    const viewer = await signIn("admin");
    await actions.createWebhook(null, form({ ...fields, event: "upvote" }));
    await actions.createWebhook(null, form({ ...fields, event: "comment" }));
    await actions.createWebhook(null, form({ ...fields, event: "every-comment" }));
    expect((await listWebhooks(viewer)).map(({ event, feed }) => [event, feed])).toEqual([
      ["comment", "/"],
      ["comment", null],
      ["upvote", null],
    ]);
  });

  it.each([
    [{ url: " " }, { fields: { url: "Give the address that is to be called." } }],
    [{ event: "everything" }, { fields: { event: "Choose what the address is told of." } }],
    [{ feed: "/nowhere" }, { error: expect.stringContaining("address of a feed") }],
    [{ url: "http://10.0.0.1/" }, { error: expect.stringContaining("private network") }],
    [{ event: "every-comment" }, { error: expect.stringContaining("Only an admin") }],
  ])("refuses %j and keeps what was typed", async (wrong, state) => {
    const viewer = await signIn();
    expect(await actions.createWebhook(null, form({ ...fields, ...wrong }))).toMatchObject({
      ...state,
      values: { ...fields, ...wrong },
    });
    expect(await listWebhooks(viewer)).toEqual([]);
  });
});

describe("a person's own webhook", () => {
  it("is switched off and on, tested, redelivered to and deleted", async () => {
    const viewer = await signIn();
    const made = await createWebhook(viewer, { url: `${hooks.url}/200`, event: "upvote", feed: null });
    const { id } = made.row;
    expect(await actions.setWebhook(null, form({ id, on: "no" }))).toBeNull();
    expect((await getWebhook(viewer, id)).disabledBy).toBe("owner");
    await actions.setWebhook(null, form({ id, on: "yes" }));
    expect((await getWebhook(viewer, id)).disabledBy).toBeNull();
    expect(await actions.testWebhook(null, form({ id }))).toEqual({
      done: "It arrived: the answer was 200.",
    });
    const [delivery] = await listDeliveries(viewer, id);
    hooks.answerWith(503);
    expect(await actions.redeliver(null, form({ id, delivery: delivery?.id ?? 0 }))).toEqual({
      error: "The answer was 503.",
    });
    await expect(actions.deleteWebhook(null, form({ id }))).rejects.toMatchObject({
      digest: expect.stringContaining("/settings/webhooks"),
    });
    expect(await listWebhooks(viewer)).toEqual([]);
  });

  it("cannot be used by anybody else", async () => {
    const { row } = await createWebhook(await makePerson(), { ...fields, event: "upvote", feed: null });
    await signIn();
    const refused = { error: "You have no such webhook." };
    const mine = form({ id: row.id, on: "no" });
    for (const action of [actions.setWebhook, actions.testWebhook, actions.deleteWebhook])
      expect(await action(null, mine)).toMatchObject(refused);
    expect(await actions.redeliver(null, form({ id: row.id, delivery: 1 }))).toMatchObject({
      error: "You have no such delivery.",
    });
    expect(await actions.testWebhook(null, form({ id: "words" }))).toHaveProperty("fields.id");
  });

  it("needs a sign-in", async () => {
    for (const action of [
      actions.createWebhook,
      actions.setWebhook,
      actions.testWebhook,
      actions.redeliver,
      actions.deleteWebhook,
    ])
      await expect(action(null, form({ ...fields, id: 1 }))).rejects.toMatchObject({
        digest: expect.stringContaining("/sign-in"),
      });
  });
});
