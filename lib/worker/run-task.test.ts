import { expect, it } from "vitest";
import { isIdle } from "@/lib/worker/run-task";

it("knows a run that found nothing to do", () => {
  for (const result of [undefined, null, 0, [], {}, { taken: 0, embedded: 0 }, { sent: 0, failed: [] }])
    expect(isIdle(result), JSON.stringify(result)).toBe(true);
  for (const result of [1, [{ key: "x" }], { taken: 1, embedded: 0 }, { failed: [{ error: "down" }] }])
    expect(isIdle(result), JSON.stringify(result)).toBe(false);
});
