import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { callOperation } from "@/e2e/support/call-operation";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

type Json = Record<string, unknown> & { id: number };
type List = { items: Json[] };

const at = "2026-03-02T18:00:00.000Z";
let hooks: FakeHooks;
let viewer: Viewer;

beforeAll(async () => {
  hooks = await startFakeHooks();
  Object.assign(getConfig(), { OUTGOING_ALLOW: [hooks.host] });
  viewer = await makePerson();
});
afterAll(() => hooks.close());

const make = (given = {}) =>
  callOperation<Json>("createWebhook", {
    viewer,
    body: { url: `${hooks.url}/200`, event: "upvote", ...given },
  });

describe("webhooks by the API", () => {
  it("are created with a secret, and listed and read without it", async () => {
    const { secret, ...rest } = await make();
    expect(secret).toMatch(/^whsec_/);
    expect(rest).toEqual({
      id: rest.id,
      url: `${hooks.url}/200`,
      event: "upvote",
      feed: null,
      createdAt: at,
      on: true,
      offSince: null,
      offBecause: null,
    });
    expect(await callOperation<List>("listWebhooks", { viewer })).toEqual({ items: [rest] });
    expect(await callOperation("getWebhook", { viewer, params: { id: rest.id } })).toEqual(rest);
  });

  it("refuse invalid input", async () => {
    await expect(make({ more: true })).rejects.toThrow();
    await expect(make({ url: "http://192.168.0.1/" })).rejects.toMatchObject({ code: "invalid" });
    await expect(make({ event: "paper" })).rejects.toMatchObject({ code: "invalid" });
    await expect(make({ event: "upvote", feed: "/new" })).rejects.toMatchObject({ code: "invalid" });
    await expect(make({ event: "comment", feed: "/" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("can be switched off and on, and deleted", async () => {
    const { id } = await make();
    const change = (on: boolean) => callOperation("changeWebhook", { viewer, params: { id }, body: { on } });
    expect(await change(false)).toMatchObject({ on: false, offSince: at, offBecause: "owner" });
    expect(await change(true)).toMatchObject({ on: true, offSince: null, offBecause: null });
    await callOperation("deleteWebhook", { viewer, params: { id } });
    await expect(change(true)).rejects.toMatchObject({ code: "not-found" });
  });

  it("can be tested, and show what was sent with which outcome", async () => {
    const { id } = await make();
    const test = await callOperation<Json>("testWebhook", { viewer, params: { id } });
    expect(test).toEqual({
      id: test.id,
      subject: "test",
      state: "delivered",
      createdAt: at,
      attempts: 1,
      lastAttemptAt: at,
      nextAttemptAt: null,
      deliveredAt: at,
      status: 200,
      error: null,
    });
    expect(await callOperation<List>("listDeliveries", { viewer, params: { id } })).toEqual({
      items: [test],
    });
    hooks.answerWith(500);
    const again = await callOperation("sendAgain", { viewer, params: { id, delivery: test.id } });
    expect(again).toMatchObject({
      id: test.id,
      state: "given-up",
      status: 500,
      error: "The answer was 500.",
    });
    hooks.answerWith(null);
  });

  it("are visible to their owner only", async () => {
    const { id } = await make();
    const other = await makePerson();
    for (const name of ["getWebhook", "listDeliveries", "testWebhook", "deleteWebhook"])
      await expect(callOperation(name, { viewer: other, params: { id } })).rejects.toMatchObject({
        code: "not-found",
      });
  });
});
