import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heatOf } from "@/e2e/support/reference-heat";
import { minus, plus } from "@/lib/base/time";
import { halfLifeHours, heatInVotes, heatTime, multiple, priorHeat } from "@/lib/papers/heat";

const now = new Date("2026-03-12T12:00:00Z");
const ago = (hours: number) => minus(now, { hours });
const votes = fc.array(
  fc.record({
    hours: fc.double({ min: 0, max: 20_000, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 4, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);
const terms = (list: { hours: number; weight: number }[]) =>
  list.map(({ hours, weight }) => ({ at: ago(hours), weight }));

describe("heat", () => {
  it("halves a vote every half-life", () => {
    expect(heatInVotes(heatOf([{ at: now, weight: 1 }], now), now)).toBeCloseTo(1, 9);
    expect(heatInVotes(heatOf([{ at: ago(halfLifeHours), weight: 1 }], now), now)).toBeCloseTo(0.5, 9);
    expect(heatInVotes(priorHeat(now), now)).toBeCloseTo(0.5, 9);
  });

  it("is one more for twice the votes", () => {
    const one = terms([{ hours: 3, weight: 1 }]);
    expect(heatOf([...one, ...one], now) - heatOf(one, now)).toBeCloseTo(1, 9);
  });

  it("counts a time in the future as now", () => {
    expect(heatOf([{ at: new Date(now.getTime() + 9e8), weight: 1 }], now)).toBe(heatTime(now));
  });

  it("is that of no votes for a paper without votes", () =>
    expect(heatOf([], now)).toBe(Number.NEGATIVE_INFINITY));

  it("never falls by another vote", () => {
    fc.assert(
      fc.property(votes, fc.double({ min: 0, max: 20_000, noNaN: true }), (list, hours) => {
        expect(heatOf([...terms(list), { at: ago(hours), weight: 1 }], now)).toBeGreaterThanOrEqual(
          heatOf(terms(list), now) - 1e-12,
        );
      }),
    );
  });

  it("keeps the order of two papers as long as nobody votes", () => {
    fc.assert(
      fc.property(votes, votes, fc.nat(100_000), (a, b, later) => {
        const then = plus(now, { hours: later });
        const order = Math.sign(heatOf(terms(a), now) - heatOf(terms(b), now));
        expect(Math.sign(heatOf(terms(a), then) - heatOf(terms(b), then))).toBe(order);
        const va = heatInVotes(heatOf(terms(a), now), then);
        const vb = heatInVotes(heatOf(terms(b), now), then);
        if (va > 0 && vb > 0 && Math.abs(va / vb - 1) > 1e-9) expect(Math.sign(va - vb)).toBe(order);
      }),
    );
  });
});

it("rounds multiples to the precision that matters", () => {
  expect([1.63, -2, 0.06, -0.01, 0, 4].map(multiple)).toEqual(["3.1", "0.25", "1.04", "0.99", "1", "16"]);
});
