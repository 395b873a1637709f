import { expect, it } from "vitest";
import { ownListQuery } from "@/lib/programs/api/operations/own-page";

it.each([
  ["", undefined],
  ["0", 0],
  [0, 0],
  ["0.5", 0.5],
])("a weight of %j is %j", (trend, read) => {
  expect(ownListQuery.parse({ trend }).trend).toBe(read);
});
