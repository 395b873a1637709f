import { plus } from "@/lib/base/time";

const waits = [1, 5, 30, 2 * 60, 6 * 60, 24 * 60];

/** After so many deliveries given up in a row a webhook is switched off. */
export const mostGivenUp = 10;

/** When to try again after so many failed attempts; null for never. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : plus(now, { minutes: wait });
}

/** How a delivery stands. */
export function stateOf(delivery: {
  deliveredAt: Date | null;
  nextAttemptAt: Date | null;
}): "delivered" | "waiting" | "given-up" {
  if (delivery.deliveredAt) return "delivered";
  return delivery.nextAttemptAt ? "waiting" : "given-up";
}
