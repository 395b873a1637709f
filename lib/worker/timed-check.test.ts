import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { createTimedCheck } from "@/lib/worker/timed-check";

const never = () => new Promise<string>(() => undefined);

/** Does nothing else for this long, as a process does that renders a page or reads an index. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

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

it("a check whose answer arrives while the process is busy is not late", async () => {
  const check = createTimedCheck(async () => {
    await wait(1);
    await turn();
    await turn();
    return "answer";
  });
  const checked = check(undefined, 400);
  block(900);
  expect(await checked).toEqual({ value: "answer" });
});

it("a check says so if the process is busy all the time", async () => {
  const check = createTimedCheck(async () => {
    for (let turns = 0; turns < 10; turns++) {
      block(100);
      await turn();
    }
    return never();
  });
  expect(await check(undefined, 100)).toEqual({ busy: true });
});
