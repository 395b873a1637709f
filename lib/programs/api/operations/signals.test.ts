import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";

withTestDb();

const givenAt = "2026-03-02T18:00:00.000Z";

it("stores more or less like a paper, and removes it", async () => {
  const viewer = await makePerson();
  const { key: id, title } = await makePaper();
  const give = (body: object) => callOperation("giveSignal", { viewer, params: { id }, body });
  const list = () => callOperation("listSignals", { viewer });
  await give({ kind: "more" });
  expect(await list()).toEqual({ items: [{ paper: { id, title }, kind: "more", why: null, givenAt }] });
  await give({ kind: "less", why: "seen" });
  expect(await list()).toMatchObject({ items: [{ kind: "less", why: "seen" }] });
  await callOperation("takeBackSignal", { viewer, params: { id } });
  expect(await list()).toEqual({ items: [] });
});

it.each([{}, { kind: "library" }, { kind: "more", why: "seen" }, { kind: "less", why: "boring" }])(
  "does not take %j for a signal",
  async (body) => {
    const viewer = await makePerson();
    const { key: id } = await makePaper();
    await expect(callOperation("giveSignal", { viewer, params: { id }, body })).rejects.toThrow();
  },
);
