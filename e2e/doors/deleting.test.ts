import { beforeEach, describe, expect, it, vi } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { requestApi } from "@/e2e/support/request-api";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { createToken } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";
import { toOpenApi } from "@/lib/programs/api/openapi";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const secret = "a-secret-that-was-never-mailed";
const forever = new Date("2999-01-01T00:00:00Z");
let count = 0;

type Maker = (owner: Viewer) => Promise<{ id: number | string }>;

/** What a DELETE with an id deletes, and how a test makes one of somebody's. */
const byId: Record<string, Maker> = {
  "/comments/{id}": async ({ id: userId }) => {
    const { id: paperId } = await makePaper();
    return getDb().comment.create({ data: { paperId, userId, body: "Mine." } });
  },
  "/me/follows/{id}": ({ id: userId }) =>
    getDb().follow.create({ data: { userId, kind: "topic", ref: `t${++count}`, label: "One" } }),
  "/me/mutes/{id}": ({ id: userId }) =>
    getDb().mute.create({ data: { userId, kind: "topic", ref: `t${++count}`, label: "One" } }),
  "/me/library/{id}": async ({ id: userId }) => {
    const { id } = await getDb().tasteText.create({ data: { userId, text: `A title ${++count}` } });
    return { id: `title-${id}` };
  },
  "/me/interests/{id}": ({ id: userId }) => getDb().interest.create({ data: { userId, name: "One" } }),
  "/me/mixes/{slug}": async ({ id: userId }) => {
    const slug = `calm-${++count}`;
    await getDb().mix.create({ data: { userId, name: slug, slug, weights: {}, token: slug } });
    return { id: slug };
  },
  "/me/sessions/{id}": ({ id: userId }) =>
    getDb().session.create({ data: { userId, sessionToken: `s${++count}`, expires: forever } }),
  "/me/tokens/{id}": async (owner) =>
    (await createToken(owner, { name: "One", scope: "read", days: null })).row,
  "/me/webhooks/{id}": ({ id: userId }) =>
    getDb().webhook.create({ data: { userId, url: "https://example.org/", event: "comment", secret: "s" } }),
  "/me/digests/{id}": ({ id: userId }) =>
    getDb().subscription.create({
      data: { userId, email: `r${++count}@example.org`, token: `t${count}`, confirmedAt: forever },
    }),
};

/** What a DELETE of something with a name of its own leaves, so that repeating it changes nothing more. */
const byName: Record<string, (paper: string, person: string) => string> = {
  "/papers/{id}/upvote": (paper) => `/papers/${paper}/upvote`,
  "/papers/{id}/save": (paper) => `/papers/${paper}/save`,
  "/papers/{id}/signal": (paper) => `/papers/${paper}/signal`,
  "/papers/{id}/links": (paper) => `/papers/${paper}/links?url=https://example.org/none`,
  "/papers/{id}/featured": (paper) => `/papers/${paper}/featured`,
  "/papers/{id}/hidden": (paper) => `/papers/${paper}/hidden`,
  "/people/{name}/ban": (_, person) => `/people/${person}/ban`,
  "/me/interest-papers/{paper}": (paper) => `/me/interest-papers/${paper}`,
  "/me/taste": () => "/me/taste",
  "/me/mail-stop": () => "/me/mail-stop",
  "/me/sessions": () => "/me/sessions",
  "/subscriptions/{token}": () => `/subscriptions/${secret}`,
};

/** Tested elsewhere: deleting the account needs a session, and jobs a queue. */
const elsewhere = ["/me", "/admin/jobs/{id}"];

let viewer: Viewer;
let other: Viewer;
let token: string;

beforeEach(async () => {
  amendConfig({ NEXTAUTH_SECRET: "x".repeat(40) });
  Object.assign(getConfig(), { RATE_LIMITS: "off" });
  await getDb().user.deleteMany();
  viewer = await makePerson();
  other = await makePerson();
  token = (await createToken(viewer, { name: "A bot", scope: "write", days: null })).token;
});

it("every DELETE of the OpenAPI document is in one of these tables", () => {
  const { paths } = toOpenApi() as { paths: Record<string, Record<string, unknown>> };
  const documented = Object.keys(paths).filter((path) => paths[path]?.delete);
  expect([...Object.keys(byId), ...Object.keys(byName), ...elsewhere].sort()).toEqual(documented.sort());
});

describe("deleting by id", () => {
  it.each(Object.entries(byId))(
    "%s: 204 once, then the same 404 as for what is somebody else's",
    async (path, make) => {
      const remove = async (id: number | string) => {
        const response = await requestApi("DELETE", path.replace(/\{\w+\}/, String(id)), { token });
        return [response.status, await response.text()];
      };
      const mine = await make(viewer);
      const theirs = await make(other);
      expect(await remove(mine.id)).toEqual([204, ""]);
      const again = await remove(mine.id);
      expect(again).toEqual([404, expect.stringContaining("error")]);
      expect(await remove(theirs.id)).toEqual(again);
    },
  );
});

describe("taking back what has a name", () => {
  it.each(Object.entries(byName))("%s: 204, however often", async (_, addressOf) => {
    await getDb().user.update({ where: { id: viewer.id }, data: { role: "admin" } });
    await getDb().subscription.deleteMany();
    await getDb().subscription.create({ data: { email: "ada@example.org", token: secret } });
    const { key } = await makePaper();
    for (const turn of [1, 2, 3]) {
      const response = await requestApi("DELETE", addressOf(key, other.username), { token });
      expect([turn, response.status, await response.text()]).toEqual([turn, 204, ""]);
    }
  });

  it("upvotes, saves and follows are also given however often", async () => {
    const { key } = await makePaper();
    const follow = JSON.stringify({ kind: "topic", ref: "cs.CL" });
    for (const _ of [1, 2, 3]) {
      expect((await requestApi("PUT", `/papers/${key}/upvote`, { token })).status).toBe(204);
      expect((await requestApi("PUT", `/papers/${key}/save`, { token })).status).toBe(204);
      expect((await requestApi("POST", "/me/follows", { token, body: follow })).status).toBeLessThan(300);
    }
    expect(await getDb().vote.count({ where: { userId: viewer.id } })).toBe(1);
    expect(await getDb().follow.count({ where: { userId: viewer.id } })).toBe(1);
  });
});
