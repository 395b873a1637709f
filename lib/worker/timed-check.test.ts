import { expect, it } from "vitest";
import { createTimedCheck } from "@/lib/worker/timed-check";

const never = () => new Promise<string>(() => undefined);

it("a check that does not end in time answers with its last value, if that is kept", async () => {
  const runs = [async () => "first", never];
  const check = createTimedCheck(() => (runs.shift() ?? never)(), 60_000);
  expect(await check(undefined, 10_000)).toEqual({ value: "first" });
  expect(await check(undefined, 1)).toEqual({ value: "first" });
});

it("a check whose values are not kept, or that never ended, gives neither a value nor an error", async () => {
  const runs = [async () => "first", never];
  const check = createTimedCheck(() => (runs.shift() ?? never)());
  expect(await check(undefined, 10_000)).toEqual({ value: "first" });
  expect(await check(undefined, 1)).toEqual({});
  expect(await createTimedCheck(never, 60_000)(undefined, 1)).toEqual({});
});
