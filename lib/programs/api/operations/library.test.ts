import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { exportAccount } from "@/lib/privacy/export-account";

withTestDb();

it("a library can be imported", async () => {
  const viewer = await makePerson();
  const { key } = await makePaper();
  const text = `${key}\nA title of several words\n2601.00001\n?`;
  expect(await callOperation("bringLibrary", { viewer, body: { text } })).toEqual({
    found: 1,
    titled: 1,
    titleAlone: 1,
    absent: ["2601.00001"],
    pending: ["2601.00001"],
    unread: ["?"],
    beingRead: 2,
  });
  await expect(callOperation("bringLibrary", { viewer, body: { text: "" } })).rejects.toThrow();
});

it("imported papers are listed in pages and can be removed, also from the export", async () => {
  const viewer = await makePerson();
  const { key, title } = await makePaper();
  await callOperation("bringLibrary", { viewer, body: { text: `${key}\nA title of several words` } });
  type List = { items: { id: string }[]; next: string };
  const list = (query: object) => callOperation<List>("listLibrary", { viewer, query: { ...query } });
  const first = await list({ limit: "1" });
  expect(first).toMatchObject({ count: 2, items: [{ id: key, title, held: true, learnt: true }] });
  const second = await list({ after: first.next });
  expect(second).toMatchObject({ items: [{ title: "A title of several words", held: false }], next: null });
  await expect(list({ after: "nonsense" })).rejects.toThrow();
  for (const { id } of [...first.items, ...second.items]) {
    await callOperation("takeOutOfLibrary", { viewer, params: { id } });
    await expect(callOperation("takeOutOfLibrary", { viewer, params: { id } })).rejects.toMatchObject({
      code: "not-found",
    });
  }
  expect(await list({})).toEqual({ count: 0, beingRead: 0, items: [], next: null });
  expect(await exportAccount(viewer)).toMatchObject({ signals: [], tasteTexts: [] });
});
