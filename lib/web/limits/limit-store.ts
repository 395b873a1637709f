import pg from "pg";
import {
  type IRateLimiterStoreOptions,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterStoreAbstract,
} from "rate-limiter-flexible";
import { getConfig } from "@/lib/base/config";
import { databaseUrl } from "@/lib/base/db";

type Options = Omit<IRateLimiterStoreOptions, "storeClient">;

/** A limiter that all web processes share: in Redis or Valkey when one is configured, in Postgres otherwise. */
export async function openLimiter(options: Options): Promise<RateLimiterStoreAbstract> {
  const url = getConfig().REDIS_URL;
  if (url)
    return new RateLimiterRedis({
      ...options,
      storeClient: await redisClient(url),
    });
  return new RateLimiterPostgres({
    ...options,
    storeClient: pool(),
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
  });
}

const kept = globalThis as {
  quireLimitPool?: pg.Pool;
  quireRedis?: Promise<unknown>;
};

function pool(): pg.Pool {
  // Counters lost in a crash harm nobody, so they need not wait for the disk. An idle connection that breaks is
  // replaced at the next use; unheard, its event would end the process.
  kept.quireLimitPool ??= new pg.Pool({
    connectionString: databaseUrl(),
    max: 4,
    options: "-c synchronous_commit=off",
    allowExitOnIdle: true,
  }).on("error", () => undefined);
  return kept.quireLimitPool;
}

function redisClient(url: string): Promise<unknown> {
  kept.quireRedis ??= openRedis(url);
  return kept.quireRedis;
}

async function openRedis(url: string): Promise<unknown> {
  const { Redis } = await import("ioredis");
  return new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
}
