import { RateLimiterMemory, type RateLimiterRes, type RateLimiterStoreAbstract } from "rate-limiter-flexible";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { mailKey } from "@/lib/people/mail-address";
import type { Viewer } from "@/lib/people/viewer";
import { addressKey } from "@/lib/web/address";
import { openLimiter } from "@/lib/web/limits/limit-store";

const hour = 3600;

/** Each limit allows `points` uses in `seconds` for one person or one mail address, and `perAddress` for one network address. */
export const limits = {
  vote: { points: 300, seconds: hour, perAddress: 1500 },
  submit: { points: 20, seconds: hour, perAddress: 60 },
  write: { points: 60, seconds: 600, perAddress: 300 },
  read: { points: 120, seconds: 60, perAddress: 300 },
  api: { points: 500, seconds: 300, perAddress: 500 },
  // Forms that mail to an address which somebody typed, besides signing in.
  mail: { points: 10, seconds: hour, perAddress: 30 },
  "sign-in": { points: 10, seconds: hour, perAddress: 10 },
  // All mails to one mailbox that anybody can ask for: links to sign in, to confirm a list by mail and a new address.
  "sign-in-mail": { points: 5, seconds: hour, perAddress: 5 },
} as const;

export type LimitName = keyof typeof limits;

type Share = "points" | "perAddress";
type Who = { viewer: Viewer | null; address: string };

/** How many uses of a limit are left, and in how many seconds it starts again. */
export type Budget = { remaining: number; seconds: number };

/** A refusal that says which limit was used up: a person's, or that of everybody behind an address. */
export class TooOften extends AppError {
  constructor(
    readonly limit: LimitName,
    readonly share: Share,
    seconds: number,
  ) {
    super("too-many", `That was too often; please try again in ${waitWords(seconds)}.`, seconds);
  }
}

/**
 * Counts one use by the viewer and by the network address.
 * @throws AppError too-many, with the seconds to wait, once either has used up the limit
 */
export async function countUse(name: LimitName, { viewer, address }: Who): Promise<void> {
  await consume(name, addressKey(address), "perAddress");
  if (viewer) await consume(name, `person-${viewer.id}`);
}

/**
 * Counts one call of the API: by the person, wherever they are, or else by the network address.
 * @returns the calls that are left; null if limits are switched off
 * @throws AppError too-many
 */
export function countCall({ viewer, address }: Who): Promise<Budget | null> {
  return viewer ? consume("api", `person-${viewer.id}`) : consume("api", addressKey(address), "perAddress");
}

/** Counts one use by another key, such as a mail address. @throws AppError too-many */
export async function countKey(name: LimitName, key: string): Promise<void> {
  await consume(name, key.slice(0, 200));
}

/** Counts one mail that somebody asks the hub to send to an address, by its mailbox. @throws AppError too-many */
export async function countMailbox(email: string): Promise<void> {
  await countKey("sign-in-mail", mailKey(email));
}

// Kept on globalThis: the two module graphs of the web process would each open a pool and keep counters of their own.
const kept = globalThis as {
  quireLimiters?: Map<string, Promise<RateLimiterStoreAbstract>>;
};

async function consume(name: LimitName, key: string, share: Share = "points"): Promise<Budget | null> {
  if (getConfig().RATE_LIMITS === "off") return null;
  const points = limits[name][share];
  const counter = share === "points" ? name : `${name}:address`;
  const limiter = await limiterFor(counter, points, limits[name].seconds);
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key);
    return { remaining: remainingPoints, seconds: wholeSeconds(msBeforeNext) };
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal;
    // A count that was begun while the clock was ahead would last until that time.
    if (refusal.msBeforeNext > 2000 * limits[name].seconds && (await limiter.delete(key)))
      return consume(name, key, share);
    throw new TooOften(name, share, wholeSeconds(refusal.msBeforeNext));
  }
}

function limiterFor(name: string, points: number, duration: number): Promise<RateLimiterStoreAbstract> {
  kept.quireLimiters ??= new Map();
  const known = kept.quireLimiters.get(name);
  if (known) return known;
  const made = openLimiter({
    keyPrefix: name,
    points,
    duration,
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory({
      keyPrefix: name,
      points,
      duration,
    }),
  });
  kept.quireLimiters.set(name, made);
  return made;
}

/** The library rejects with an Error when its store fails and with a plain result when the points are used up. */
function isRefusal(reason: unknown): reason is RateLimiterRes {
  return (
    !(reason instanceof Error) && typeof reason === "object" && reason !== null && "msBeforeNext" in reason
  );
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}

function waitWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
