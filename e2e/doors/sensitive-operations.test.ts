import { beforeEach, describe, expect, it, vi } from "vitest";
import { readCurl } from "@/e2e/support/curl-command";
import { makePerson } from "@/e2e/support/made";
import { requestApi } from "@/e2e/support/request-api";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { createToken } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";
import { curlCommand } from "@/lib/programs/api/curl";
import { toOpenApi } from "@/lib/programs/api/openapi";
import { type Operation, scopeOf } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";

const request = vi.hoisted(() => ({ session: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (name === "next-auth.session-token" ? { value: request.session } : undefined),
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const sensitive = operations.filter((one) => one.sensitive);
const cases = sensitive.map((one) => [one.id, one] as const);
let admin: Viewer;
let target: Viewer;
let token: string;

beforeEach(async () => {
  Object.assign(getConfig(), { RATE_LIMITS: "off" });
  await getDb().user.deleteMany();
  admin = await makePerson({ role: "admin" });
  await makePerson({ role: "admin" });
  target = await makePerson();
  token = (await createToken(admin, { name: "A bot", scope: "write", days: null })).token;
  request.session = "";
});

async function signIn(minutesAgo: number): Promise<void> {
  request.session = `session-${admin.id}`;
  const createdAt = new Date(Date.now() - minutesAgo * 60_000);
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({
    data: { sessionToken: request.session, userId: admin.id, expires, createdAt },
  });
}

function call(operation: Operation, given: { token?: string } = {}): Promise<Response> {
  const values = { person: target.username };
  const { url, body } = readCurl(curlCommand(operation, values), { TOKEN: "" });
  const { pathname, search } = new URL(url.replace("your-username", admin.username));
  return requestApi(operation.method, pathname.replace("/api/v1", "") + search, { ...given, body });
}

/** Everything that sensitive operations change. */
const state = async () =>
  JSON.stringify([
    await getDb().user.findMany({ orderBy: { id: "asc" } }),
    await getDb().apiToken.findMany({ select: { id: true, hash: true }, orderBy: { id: "asc" } }),
    await getDb().addressChange.findMany(),
    await getDb().account.findMany(),
  ]);

it("making tokens, deleting the account and giving roles are sensitive", () => {
  expect(sensitive.map(({ id }) => id).sort()).toEqual(["createToken", "deleteMe", "giveRole"]);
});

describe("a token that may write", () => {
  it.each(cases)("cannot call %s, even beside a recent session", async (_, operation) => {
    await signIn(0);
    const before = await state();
    const response = await call(operation, { token });
    expect(response.status).toBe(403);
    expect((await response.json()).error).toMatch(/No token can do this/);
    expect(await state()).toBe(before);
  });

  it("can make no other token, address, role or account by any operation", async () => {
    // An operation that names what only these acts change would be found here when it is added.
    const others = operations.filter((one) => one.method !== "GET" && !one.sensitive);
    const before = await state();
    for (const operation of others.filter(({ path }) => /^\/me|^\/people|token|role|address/.test(path)))
      await (await call(operation, { token })).text();
    expect(await getDb().apiToken.count()).toBe(1);
    const after = await getDb().user.findMany({ orderBy: { id: "asc" } });
    const kept = JSON.parse(before)[0] as { id: number; email: string; role: string }[];
    expect(after.map(({ id, email, role }) => [id, email, role])).toEqual(
      kept.map(({ id, email, role }) => [id, email, role]),
    );
  });
});

describe("a session", () => {
  it.each(cases)("that was begun 16 minutes ago cannot call %s", async (_, operation) => {
    await signIn(16);
    const before = await state();
    const response = await call(operation);
    expect(response.status).toBe(403);
    expect((await response.json()).error).toMatch(/sign in again/);
    expect(await state()).toBe(before);
  });

  it.each(cases)("that was begun 14 minutes ago can call %s", async (_, operation) => {
    await signIn(14);
    const before = await state();
    expect((await call(operation)).status).toBeLessThan(300);
    expect(operation.id === "giveRole" || (await state()) !== before).toBe(true);
  });
});

it("OpenAPI says that these need a session, and all others a token", () => {
  const { paths } = toOpenApi() as { paths: Record<string, Record<string, { security: object[] }>> };
  for (const operation of operations) {
    const { security } = paths[operation.path]?.[operation.method.toLowerCase()] ?? { security: [] };
    expect(JSON.stringify(security).includes("session"), operation.id).toBe(scopeOf(operation) === "session");
  }
});
