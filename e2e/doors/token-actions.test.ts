import { beforeEach, describe, expect, it, vi } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { createToken, findTokenPerson, listTokens } from "@/lib/people/account/tokens";
import * as actions from "@/lib/web/actions/tokens";

const request = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000" }),
  cookies: async () => ({ get: () => (request.token ? { value: request.token } : undefined) }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
};
const fields = { name: "A bot", scope: "write", days: "90" };

async function signIn() {
  const viewer = await makePerson();
  request.token = `session-${viewer.id}`;
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken: request.token, userId: viewer.id, expires } });
  return viewer;
}

beforeEach(() => {
  request.token = "";
  Object.assign(getConfig(), { RATE_LIMITS: "off" });
});

describe("the form for a token", () => {
  it("returns the token once, and lists it", async () => {
    const viewer = await signIn();
    const state = await actions.createToken(null, form(fields));
    const token = state?.values?.token ?? "";
    expect(await findTokenPerson(token)).toMatchObject({ viewer: { id: viewer.id }, scope: "write" });
    const [row] = await listTokens(viewer);
    expect(row).toMatchObject({ name: "A bot", ending: token.slice(-4) });
    const days = ((row?.expiresAt?.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 86_400_000;
    expect(days).toBe(90);
  });

  it("creates a token that never expires", async () => {
    const viewer = await signIn();
    await actions.createToken(null, form({ ...fields, days: "never" }));
    expect((await listTokens(viewer))[0]?.expiresAt).toBeNull();
  });

  it.each([{ name: " " }, { scope: "admin" }, { days: "0" }, { days: "" }])("refuses %j", async (wrong) => {
    const viewer = await signIn();
    const state = await actions.createToken(null, form({ ...fields, ...wrong }));
    expect(Object.keys(state?.fields ?? {})).toEqual(Object.keys(wrong));
    expect(await listTokens(viewer)).toEqual([]);
  });

  it("needs a sign-in", async () => {
    await expect(actions.createToken(null, form(fields))).rejects.toMatchObject({
      digest: expect.stringContaining("/sign-in"),
    });
  });
});

it("a person can revoke only their own tokens", async () => {
  const other = await makePerson();
  const theirs = await createToken(other, { name: "Theirs", scope: "read", days: null });
  const viewer = await signIn();
  await actions.createToken(null, form(fields));
  const [mine] = await listTokens(viewer);
  expect(await actions.revokeToken(null, form({ id: String(theirs.row.id) }))).toMatchObject({
    error: "You have no such token.",
  });
  expect(await actions.revokeToken(null, form({ id: String(mine?.id) }))).toBeNull();
  expect(await listTokens(viewer)).toEqual([]);
  expect(await listTokens(other)).toHaveLength(1);
});
