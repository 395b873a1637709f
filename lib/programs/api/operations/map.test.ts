import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";

withTestDb();

type Answer = { points: { id: string }[]; regions: object[] };
const read = (query: object) => callOperation<Answer>("getMap", { query: { ...query } });

it("gives the dots of a window or of one topic in it, hottest first", async () => {
  expect(await read({})).toEqual({ window: "week", points: [], regions: [] });
  const cool = await makePaper({ heat: 1, topics: ["cs.CL"] });
  const hot = await makePaper({ heat: 2, topics: ["cs.LG"], upvotes: 3 });
  for (const [i, { id, updatedAt }] of [cool, hot].entries()) {
    await getDb().enrichment.create({ data: { paperId: id, paperUpdatedAt: updatedAt } });
    await getDb().mapPoint.create({ data: { window: "week", paperId: id, x: i / 2, y: 0.25 } });
  }
  const { points } = await read({});
  expect(points.map(({ id }) => id)).toEqual([hot.key, cool.key]);
  expect(points[0]).toMatchObject({ title: hot.title, topic: "cs.LG", heat: 2, upvotes: 3, x: 0.5, y: 0.25 });
  expect((await read({ topic: "cs.CL" })).points.map(({ id }) => id)).toEqual([cool.key]);
  expect((await read({ window: "month" })).points).toEqual([]);
});

it.each([{ window: "year" }, { topic: "no topic" }, { zoom: "3" }])("refuses %j", async (query) => {
  await expect(read(query)).rejects.toThrow();
});
