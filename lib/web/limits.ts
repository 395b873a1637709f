import { RateLimiterMemory, type RateLimiterRes, type RateLimiterStoreAbstract } from "rate-limiter-flexible";
import { getConfig } from "@/lib/config";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/people/viewer";
import { addressKey } from "@/lib/web/address";
import { openLimiter } from "@/lib/web/limit-store";

const hour = 3600;

/** How many in how many seconds, for one person or one mail address; `perAddress` for all people behind one network address. */
export const limits = {
  vote: { points: 300, seconds: hour, perAddress: 1500 },
  submit: { points: 20, seconds: hour, perAddress: 60 },
  write: { points: 60, seconds: 600, perAddress: 300 },
  read: { points: 120, seconds: 60, perAddress: 300 },
  "sign-in": { points: 10, seconds: hour, perAddress: 10 },
  "sign-in-mail": { points: 5, seconds: hour, perAddress: 5 },
} as const;

export type LimitName = keyof typeof limits;

type Who = { viewer: Viewer | null; address: string };

/**
 * Counts one use by the viewer and by the network address.
 * @throws AppError too-many, with the seconds to wait, once either has had its share
 */
export async function countUse(name: LimitName, { viewer, address }: Who): Promise<void> {
  await consume(`${name}:address`, addressKey(address), limits[name].perAddress, limits[name].seconds);
  if (viewer) await consume(name, `person-${viewer.id}`, limits[name].points, limits[name].seconds);
}

/** Counts one use against a key that is neither, such as a mail address. @throws AppError too-many */
export async function countKey(name: LimitName, key: string): Promise<void> {
  await consume(name, key.slice(0, 200), limits[name].points, limits[name].seconds);
}

// Kept on globalThis: the two module graphs of the web process would each open a pool and keep counters of their own.
const kept = globalThis as {
  quireLimiters?: Map<string, Promise<RateLimiterStoreAbstract>>;
};

async function consume(name: string, key: string, points: number, seconds: number): Promise<void> {
  if (getConfig().RATE_LIMITS === "off") return;
  const limiter = await limiterFor(name, points, seconds);
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal;
    throw tooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
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

function tooMany(seconds: number): AppError {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError("too-many", `That was too often; please try again in ${wait}.`, seconds);
}
