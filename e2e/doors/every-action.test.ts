import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeArxiv, startFakeArxiv } from "@/e2e/fakes/arxiv";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { type Actor, actionRules, actors } from "@/e2e/support/action-rules";
import { type ActionWorld, keepTables, makeWorld } from "@/e2e/support/action-world";
import { makePerson } from "@/e2e/support/made";
import { makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { openConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";

// Every server action is called by everybody with valid fields, and what has changed in the database afterwards says whether it
// was allowed.

const request = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000", origin: "http://localhost:3000" }),
  cookies: async () => ({
    get: (name: string) =>
      request.token && name === "next-auth.session-token" ? { name, value: request.token } : undefined,
    getAll: () => [],
    set: () => undefined,
    delete: () => undefined,
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-every-action-"));
const folder = "lib/web/actions";
let hooks: FakeHooks;
let arxiv: FakeArxiv;
let world: ActionWorld;
let untouched: Record<string, string>;
let client: pg.Client;
let putBack: (changed: string[]) => Promise<void>;

beforeAll(async () => {
  [hooks, arxiv] = await Promise.all([startFakeHooks(), startFakeArxiv()]);
  process.env.NEXTAUTH_URL = "http://localhost:3000";
  Object.assign(getConfig(), {
    QUIRE_DIR: dir,
    NEXTAUTH_SECRET: "x".repeat(40),
    RATE_LIMITS: "off",
    OUTGOING_ALLOW: [hooks.host],
    ARXIV_API_URL: arxiv.apiUrl,
    ARXIV_INTERVAL_MS: 0,
    LOG_LEVEL: "silent",
  });
  await makeQueue();
  world = await makeWorld(`${hooks.url}/200`);
  untouched = await look();
  client = await openConnection(databaseUrl());
  putBack = await keepTables(client, Object.keys(untouched));
});
afterAll(async () => {
  await Promise.all([hooks.close(), arxiv.close(), client.end()]);
  rmSync(dir, { recursive: true });
});
beforeEach(() => {
  request.token = "";
});

type Action = (...given: unknown[]) => Promise<unknown>;

/** Every function that the files of server actions export. Anybody on the network can call them. */
async function listActions(): Promise<Map<string, Action>> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const modules = await Promise.all(files.map((name) => import(`../../${folder}/${name}`)));
  return new Map(modules.flatMap((one) => Object.entries<Action>(one)));
}

/** Signs an actor in. The banned one is the owner, banned meanwhile. */
async function becomes(actor: Actor): Promise<void> {
  request.token = "";
  if (actor === "nobody") return;
  const roles = { curator: "curator", moderator: "moderator", admin: "admin" } as const;
  const { owner } = world;
  const isOwner = actor === "owner" || actor === "banned";
  if (actor === "banned")
    await getDb().user.update({ where: { id: owner.id }, data: { bannedAt: new Date() } });
  const role = actor in roles ? roles[actor as keyof typeof roles] : "member";
  const { id } = isOwner ? owner : await makePerson({ username: `a-${actor}`, role });
  request.token = `session-of-${actor}`;
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken: request.token, userId: id, expires } });
}

// Counters, marks of the hub itself, and what a call writes whether or not it is allowed.
const ignored = [
  "_prisma_migrations",
  "rate_limits",
  "settings",
  "troubles",
  "tasks",
  "task_runs",
  "workers",
];

const jobs = "graphile_worker._private_jobs";

/** A fingerprint of every table, and of the jobs in the queue. */
async function look(): Promise<Record<string, string>> {
  const [row] = await getDb().$queryRaw<{ all: Record<string, string> }[]>`
    SELECT json_object_agg(name, md5(query_to_xml(format('SELECT * FROM %I ORDER BY 1, 2', name), true, true, '')::text)) AS all
    FROM (SELECT table_name::text AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND NOT table_name = ANY(${ignored})) tables`;
  const queued = await getDb().$queryRaw<object[]>`
    SELECT id::text, payload::text, attempts, is_available FROM graphile_worker._private_jobs ORDER BY id`;
  return { ...row?.all, [jobs]: JSON.stringify(queued) };
}

/** The tables that differ between two fingerprints. */
const changes = (one: Record<string, string>, other: Record<string, string>) =>
  Object.keys(one).filter((table) => one[table] !== other[table]);

const isRedirect = (reason: unknown) => String(Object(reason).digest).startsWith("NEXT_REDIRECT");
const actionsWithoutState = new Set(["setUpvote", "setSave", "setFollow", "setMute", "setSignal"]);

async function call(name: string, action: Action): Promise<void> {
  const data = new FormData();
  for (const [field, value] of Object.entries(actionRules[name]?.fields(world) ?? {}))
    for (const one of [value].flat()) data.append(field, String(one));
  const given = actionsWithoutState.has(name) ? [data] : [null, data];
  const state = await action(...given).catch((reason: unknown) => {
    if (!isRedirect(reason)) throw reason;
  });
  // Only who calls may be the reason for a refusal.
  const { confirmation: _, ...wrong } = Object(Object(state).fields);
  expect(wrong, `${name} got invalid fields`).toEqual({});
}

const actions = await listActions();

describe("every server action", () => {
  it("has a rule", () => {
    expect(Object.keys(actionRules).sort()).toEqual([...actions.keys()].sort());
  });

  it.each([...actions])("%s changes something only for those who may", async (name, action) => {
    const changed: Partial<Record<Actor, boolean>> = {};
    let after = await look();
    for (const actor of actors) {
      await putBack(changes(after, untouched));
      await becomes(actor);
      const before = await look();
      await call(name, action);
      after = await look();
      changed[actor] = changes(after, before).length > 0;
    }
    const may = new Set<Actor>(actionRules[name]?.may);
    expect(changed).toEqual(Object.fromEntries(actors.map((actor) => [actor, may.has(actor)])));
  });
});
