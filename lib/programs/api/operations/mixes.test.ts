import { describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { plainMix } from "@/lib/feeds/for-you/mix";

withTestDb();

const body = { name: "Evenings", weights: { trend: 0.5, taste: 2 } };
const params = { slug: "evenings" };

describe("mixes", () => {
  it("can be saved, read, changed and deleted", async () => {
    const viewer = await makePerson();
    const made = await callOperation("createMix", { viewer, body });
    expect(made).toEqual({
      name: "Evenings",
      slug: "evenings",
      isDefault: false,
      weights: { ...plainMix, trend: 0.5, taste: 2 },
      url: "http://localhost:3000/for-you/evenings",
      feed: expect.stringMatching(/^http:\/\/localhost:3000\/feeds\/mine\/[\w-]{32}\.atom$/),
    });
    expect(await callOperation("listMixes", { viewer })).toEqual({ items: [made] });
    const change = { name: "Nights", isDefault: true };
    const changed = await callOperation("changeMix", { viewer, params, body: change });
    expect(changed).toEqual({ ...made, name: "Nights", isDefault: true });
    const weights = { ...plainMix, taste: 0 };
    const again = { weights: { taste: 0 }, isDefault: false };
    expect(await callOperation("changeMix", { viewer, params, body: again })).toEqual({
      ...changed,
      weights,
      isDefault: false,
    });
    const renewed = await callOperation("renewMix", { viewer, params });
    expect(renewed.feed).not.toBe(made.feed);
    expect(await callOperation("getMix", { viewer, params })).toEqual(renewed);
    await callOperation("deleteMix", { viewer, params });
    await expect(callOperation("getMix", { viewer, params })).rejects.toMatchObject({ code: "not-found" });
  });

  it("are visible to their reader only", async () => {
    await callOperation("createMix", { viewer: await makePerson(), body });
    const viewer = await makePerson();
    for (const name of ["getMix", "changeMix", "renewMix", "deleteMix"])
      await expect(callOperation(name, { viewer, params, body: {} })).rejects.toMatchObject({
        code: "not-found",
      });
  });

  it.each([
    { name: "" },
    { weights: { trend: 3 } },
    { weights: { trend: "much" } },
    { weights: { luck: 1 }, more: 1 },
  ])("are not saved as %j", async (wrong) => {
    const viewer = await makePerson();
    await expect(callOperation("createMix", { viewer, body: { ...body, ...wrong } })).rejects.toThrow();
    expect(await callOperation("listMixes", { viewer })).toEqual({ items: [] });
  });
});
