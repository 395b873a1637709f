import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";

withTestDb();

it("the API tells how many papers wait to be read again, and nothing once none does", async () => {
  await makePaper();
  expect(await callOperation("getProgress")).toMatchObject({
    indexing: { papers: 1, words: 0 },
    reading: {
      withoutSource: 1,
      outdated: 0,
      unsearched: 0,
      text: expect.stringContaining("harvest or an import"),
    },
  });
  await getDb().paper.deleteMany();
  expect(await callOperation("getProgress")).toMatchObject({ reading: null });
});
