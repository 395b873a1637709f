import { beforeEach, describe, expect, it, vi } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { getPendingPerson, getSessionToken, getViewer, requireViewer } from "@/lib/web/viewer";

const request = vi.hoisted(() => ({ cookies: {} as Record<string, string> }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "user-agent": "Firefox" }),
  cookies: async () => ({
    get: (name: string) => (request.cookies[name] ? { value: request.cookies[name] } : undefined),
  }),
}));

withTestDb();

const plain = "next-auth.session-token";
const secure = "__Secure-next-auth.session-token";

async function session(given: { expires?: string; pending?: boolean; banned?: boolean } = {}) {
  const viewer = await makePerson(given.banned ? { bannedAt: new Date(0) } : {});
  if (given.pending) await getDb().user.update({ where: { id: viewer.id }, data: { username: null } });
  const expires = new Date(given.expires ?? "2999-01-01T00:00:00Z");
  const sessionToken = `token-${viewer.id}`;
  await getDb().session.create({ data: { sessionToken, userId: viewer.id, expires } });
  return { viewer, token: sessionToken };
}

beforeEach(() => {
  request.cookies = {};
});

describe("the viewer", () => {
  it("is null without a cookie, or with an unknown one", async () => {
    expect(await getViewer()).toBeNull();
    request.cookies = { [plain]: "made up" };
    expect(await getViewer()).toBeNull();
    expect(await getPendingPerson()).toBeNull();
    request.cookies = { [plain]: "\0" };
    expect(await getViewer()).toBeNull();
  });

  it.each([plain, secure])("is whoever holds the session in %s", async (name) => {
    const { viewer, token } = await session();
    request.cookies = { [name]: token };
    expect(await getViewer()).toEqual(viewer);
    expect(await getPendingPerson()).toBeNull();
    expect(await getSessionToken()).toBe(token);
    const row = await getDb().session.findUniqueOrThrow({ where: { sessionToken: token } });
    expect(row.userAgent).toBe("Firefox");
  });

  it("is null once the session has expired", async () => {
    const { token } = await session({ expires: "2020-01-01T00:00:00Z" });
    request.cookies = { [plain]: token };
    expect(await getViewer()).toBeNull();
  });

  it("is marked as banned", async () => {
    const { token } = await session({ banned: true });
    request.cookies = { [plain]: token };
    expect(await getViewer()).toMatchObject({ banned: true });
  });

  it("is null for a person without a username", async () => {
    const { viewer, token } = await session({ pending: true });
    request.cookies = { [plain]: token };
    expect(await getViewer()).toBeNull();
    expect(await getPendingPerson()).toMatchObject({ id: viewer.id, username: null });
  });
});

describe("a page that needs a viewer", () => {
  it("gets it", async () => {
    const { viewer, token } = await session();
    request.cookies = { [plain]: token };
    expect(await requireViewer("/settings")).toEqual(viewer);
  });

  it("sends others to sign in or to choose a name, and back", async () => {
    const to = (path: string) => ({ digest: expect.stringContaining(path) });
    await expect(requireViewer("/settings")).rejects.toMatchObject(to("/sign-in?next=%2Fsettings"));
    request.cookies = { [plain]: (await session({ pending: true })).token };
    await expect(requireViewer("/settings")).rejects.toMatchObject(to("/welcome?next=%2Fsettings"));
  });
});
