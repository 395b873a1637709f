import pg from "pg";
import {
  type IRateLimiterStoreOptions,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterStoreAbstract,
} from "rate-limiter-flexible";
import { getConfig } from "@/lib/base/config";
import { databaseUrl } from "@/lib/base/db";
import { endTrouble, noteTrouble } from "@/lib/base/troubles";

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

/** For how long a request waits to be counted, in milliseconds. */
const answerMs = 2000;

function pool(): pg.Pool {
  // Counters lost in a crash do no harm, so commits need not wait for the disk. An idle connection that breaks is replaced
  // at the next use; without a listener its error event would end the process. A database that does not answer in time is
  // left out: each process then counts by itself.
  kept.quireLimitPool ??= new pg.Pool({
    connectionString: databaseUrl(),
    max: 4,
    options: "-c synchronous_commit=off",
    connectionTimeoutMillis: answerMs,
    statement_timeout: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    allowExitOnIdle: true,
  }).on("error", () => undefined);
  return kept.quireLimitPool;
}

function redisClient(url: string): Promise<unknown> {
  kept.quireRedis ??= openRedis(url);
  return kept.quireRedis;
}

const unreachable = "Redis cannot be reached: each process counts rate limits by itself. Check REDIS_URL.";

/** Connects before the first use, which would otherwise be counted only in this process. */
async function openRedis(url: string): Promise<unknown> {
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    connectTimeout: 2000,
    enableOfflineQueue: false,
    lazyConnect: true,
    maxRetriesPerRequest: 1,
  });
  redis.on("error", (error) => void noteTrouble("redis", unreachable, error));
  redis.on("ready", () => void endTrouble("redis"));
  // A first attempt that fails is repeated by the client itself.
  await redis.connect().catch(() => undefined);
  return redis;
}
