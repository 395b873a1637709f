import { describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { countKey, countUse, limits } from "@/lib/web/limits/limits";

withTestDb();

async function useUp(times: number, use: () => Promise<void>): Promise<void> {
  for (let i = 0; i < times; i++) await use();
}

describe("a limit", () => {
  it("refuses further uses once it is used up, and says for how long", async () => {
    const use = () => countKey("sign-in-mail", "ada@example.org");
    await useUp(limits["sign-in-mail"].points, use);
    await expect(use()).rejects.toMatchObject({
      code: "too-many",
      status: 429,
    });
    const refusal = await use().catch((reason: unknown) => reason);
    expect(refusal).toHaveProperty("message", expect.stringMatching(/try again in \d+ minutes/));
    expect(refusal).toHaveProperty("retryAfter", expect.any(Number));
    await expect(countKey("sign-in-mail", "grace@example.org")).resolves.toBeUndefined();
  });

  it("counts a person wherever they are, and not the others behind their address", async () => {
    const one = await makePerson();
    const other = await makePerson();
    let n = 0;
    await useUp(limits.submit.points, () => countUse("submit", { viewer: one, address: `203.0.113.${++n}` }));
    await expect(countUse("submit", { viewer: one, address: "198.51.100.1" })).rejects.toThrow(/too often/);
    await countUse("submit", { viewer: other, address: "203.0.113.1" });
  });

  it("counts signed-out people by address, separately for each address", async () => {
    const use = (address: string) => countUse("sign-in", { viewer: null, address });
    await useUp(limits["sign-in"].perAddress, () => use("2001:db8::1"));
    await expect(use("2001:db8::2")).rejects.toMatchObject({
      code: "too-many",
    });
    await use("2001:db8:0:1::1");
  });

  it("is kept in the database, so that all web processes count together", async () => {
    const rows = await getDb().rateLimit.findMany({
      where: { key: { startsWith: "sign-in-mail:" } },
    });
    expect(rows.map((row) => row.key)).toContain("sign-in-mail:ada@example.org");
  });

  it("that was used up while the clock was a day ahead does not last until then", async () => {
    await countKey("sign-in-mail", "lovelace@example.org");
    await getDb().rateLimit.updateMany({
      where: { key: "sign-in-mail:lovelace@example.org" },
      data: { points: 99, expire: BigInt(Date.now() + 86_400_000) },
    });
    await countKey("sign-in-mail", "lovelace@example.org");
    const row = await getDb().rateLimit.findUniqueOrThrow({
      where: { key: "sign-in-mail:lovelace@example.org" },
    });
    expect(row.points).toBe(1);
  });

  it("can be switched off", async () => {
    Object.assign(getConfig(), { RATE_LIMITS: "off" });
    await countKey("sign-in-mail", "ada@example.org");
  });
});
