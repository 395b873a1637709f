import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { findSignal, giveSignal, listSignals } from "@/lib/feeds/taste/feedback";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const later = new Date("2026-03-02T19:00:00Z");

it("finds a reader's own feedback on a paper, and nobody else's", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const paper = await makePaper();
  await giveSignal(viewer, paper.key, { kind: "less", why: "field" }, now);
  expect(await findSignal(viewer, paper.id)).toEqual({ kind: "less", why: "field" });
  expect(await findSignal(other, paper.id)).toBeNull();
  expect(await findSignal(null, paper.id)).toBeNull();
});

it("lists feedback newest first, without imported papers", async () => {
  const viewer = await makePerson();
  const first = await makePaper();
  const second = await makePaper();
  const imported = await makePaper();
  await giveSignal(viewer, first.key, { kind: "more" }, now);
  await giveSignal(viewer, second.key, { kind: "less", why: "seen" }, later);
  await getDb().signal.create({ data: { userId: viewer.id, paperId: imported.id, kind: "library" } });
  expect((await listSignals(viewer)).map(({ key }) => key)).toEqual([second.key, first.key]);
});
