import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningRedis, startRedis } from "@/e2e/support/redis";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { countKey, limits } from "@/lib/web/limits/limits";

withTestDb();

let redis: RunningRedis | null = null;
let missing = "";

beforeAll(async () => {
  const started = await startRedis();
  if (typeof started === "string") missing = started;
  else {
    redis = started;
    amendConfig({ REDIS_URL: redis.url });
  }
}, 120_000);
afterAll(() => redis?.stop());

it("counts in Redis if one is configured, and refuses calls beyond the limit", async ({ skip }) => {
  if (!redis) return skip(missing);
  const use = () => countKey("sign-in-mail", "ada@example.org");
  for (let i = 0; i < limits["sign-in-mail"].points; i++) await use();
  await expect(use()).rejects.toMatchObject({ code: "too-many", status: 429 });
  expect(await redis.keys()).toEqual(["sign-in-mail:ada@example.org"]);
  expect(await getDb().rateLimit.count()).toBe(0);
});

it("continues to count, in this process only, when Redis is gone", async ({ skip }) => {
  if (!redis) return skip(missing);
  await redis.stop();
  const use = () => countKey("sign-in-mail", "grace@example.org");
  for (let i = 0; i < limits["sign-in-mail"].points; i++) await use();
  await expect(use()).rejects.toMatchObject({ code: "too-many" });
});
