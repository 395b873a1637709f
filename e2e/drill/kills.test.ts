import { describe, expect, it } from "vitest";
import { endsTheHub, kinds, planKills } from "@/e2e/drill/kills";
import { seededRandom } from "@/lib/base/random";

const plan = (seed: string, count: number) => planKills(count, seededRandom(seed));

describe("a plan of kills", () => {
  it("has each kind as often as the others, in an order that depends on the seed only", () => {
    const planned = plan("a", 48);
    for (const kind of Object.keys(kinds))
      expect(planned.filter((one) => one.kind === kind)).toHaveLength(48 / Object.keys(kinds).length);
    expect(plan("a", 48)).toEqual(planned);
    expect(plan("b", 48)).not.toEqual(planned);
  });

  it("waits for the recovery at the end, and after the start program was killed", () => {
    const hasty = ["a", "b", "c"].flatMap((seed) => plan(seed, 100)).filter((one) => one.hasty);
    expect(hasty.length).toBeGreaterThan(0);
    expect(hasty.filter(({ kind }) => endsTheHub(kind))).toEqual([]);
    expect(plan("a", 1)).toMatchObject([{ hasty: false }]);
  });
});
