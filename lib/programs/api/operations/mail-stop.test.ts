import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { noteBounce } from "@/lib/mail/bounces";

withTestDb();

it("the owner of an address can see why it gets no mail, and allow mail again", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const now = new Date("2026-03-02T18:00:00Z");
  for (const { username } of [viewer, other]) await noteBounce(`${username}@example.org`, "bounce", now);
  const stop = { kind: "bounce", stoppedAt: now.toISOString() };
  expect(await callOperation("getMailStop", { viewer })).toEqual({ stop });
  await callOperation("allowMail", { viewer });
  await callOperation("allowMail", { viewer });
  expect(await callOperation("getMailStop", { viewer })).toEqual({ stop: null });
  expect(await callOperation("getMailStop", { viewer: other })).toEqual({ stop });
});
