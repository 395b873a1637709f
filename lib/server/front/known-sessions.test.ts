import { expect, it } from "vitest";
import { KnownSessions } from "@/lib/server/front/known-sessions";

it("a session that has ended is forgotten after a minute, however often it is asked for meanwhile", async () => {
  let [exists, now] = [true, 1000];
  const sessions = new KnownSessions(
    async () => exists,
    () => now,
  );
  expect(await sessions.stateOf("token")).toBe("known");
  exists = false;
  now += 31_000;
  expect(await sessions.stateOf("token")).toBe("known");
  now += 31_000;
  expect(await sessions.stateOf("token")).toBe("none");
});
