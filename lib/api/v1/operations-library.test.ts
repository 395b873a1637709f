import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";

withTestDb();

it("papers are brought along", async () => {
  const [viewer, { key }] = [await makePerson(), await makePaper()];
  const text = `${key}\nA title of several words\n2601.00001\n?`;
  expect(await callOperation("bringLibrary", { viewer, body: { text } })).toEqual({
    ...{ found: 1, titled: 1, absent: ["2601.00001"], unread: ["?"] },
  });
  await expect(callOperation("bringLibrary", { viewer, body: { text: "" } })).rejects.toThrow();
});
