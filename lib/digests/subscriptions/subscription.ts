import { randomBytes } from "node:crypto";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { todaysZoneName } from "@/lib/base/time-zones";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

/**
 * The state of a subscription:
 * - `requested`: it was requested, for the first time or again after a stop, and the link in the confirmation mail has not
 *   been used yet; no digests are sent
 * - `running`: digests are sent
 * - `stopped`: by its reader, or because of a bounce or a complaint
 */
type SubscriptionState = "requested" | "running" | "stopped";

/** A subscription as the links in its mails show it. */
export type Subscription = Schedule & {
  email: string;
  feed: string;
  state: SubscriptionState;
  /** When it was last confirmed, even if it was stopped or requested again since. */
  confirmedAt: Date | null;
  /** When the next digest is due; null unless it is running. */
  nextAt: Date | null;
};

/** The columns of a schedule. */
export const scheduleColumns = {
  cadence: true,
  hour: true,
  weekday: true,
  timeZone: true,
  most: true,
} as const;

/** The columns of a running subscription that are reset, besides `confirmedAt` and `nextAt`. */
export const runningColumns = {
  unsubscribedAt: null,
  stoppedBy: null,
  askedAt: null,
  askedCadence: null,
} as const;

/** Selects running subscriptions. */
export const whereRunning = { confirmedAt: { not: null }, unsubscribedAt: null } as const;

/** The subscription with this token, or null. */
export async function findSubscription(token: string): Promise<Subscription | null> {
  const row = await getDb().subscription.findUnique({
    where: { token },
    select: {
      ...scheduleColumns,
      email: true,
      feed: true,
      confirmedAt: true,
      unsubscribedAt: true,
      askedCadence: true,
      nextAt: true,
    },
  });
  if (!row) return null;
  const { unsubscribedAt, askedCadence, ...rest } = row;
  return {
    ...rest,
    timeZone: todaysZoneName(rest.timeZone),
    cadence: askedCadence ?? rest.cadence,
    state: stateOf(row),
  };
}

/** The subscription with this token. @throws AppError not-found */
export async function getSubscription(token: string): Promise<Subscription> {
  const found = await findSubscription(token);
  if (!found) throw new AppError("not-found", "This link is not, or no longer, known here.");
  return found;
}

type StateColumns = { confirmedAt: Date | null; unsubscribedAt: Date | null; askedCadence: unknown };

function stateOf({ confirmedAt, unsubscribedAt, askedCadence }: StateColumns): SubscriptionState {
  if (askedCadence !== null) return "requested";
  if (unsubscribedAt !== null) return "stopped";
  return confirmedAt === null ? "requested" : "running";
}

/** A new secret for the links of a subscription's mails. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}
