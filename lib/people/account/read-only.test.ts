import { afterAll, beforeAll, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { databaseUrl, getDb, openDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addSession, findSessionPerson } from "@/lib/people/account/sessions";
import { createToken, findTokenPerson } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const made = new Date("2026-03-02T12:00:00Z");
const later = plus(made, { hours: 5 });
const writable = getDb();
const readOnly = openDb(`${databaseUrl()}?options=-c%20default_transaction_read_only%3Don`);
let viewer: Viewer;
let token: string;

beforeAll(async () => {
  Object.assign(getConfig(), { LOG_LEVEL: "silent" });
  viewer = await makePerson();
  ({ token } = await createToken(viewer, { name: "a program", scope: "write", days: null }, made));
  await addSession(viewer.id, "session", plus(made, { days: 90 }));
  Object.assign(globalThis, { quireDb: readOnly });
  await expect(makePerson()).rejects.toThrow();
});
afterAll(async () => {
  Object.assign(globalThis, { quireDb: writable });
  await readOnly.$disconnect();
});

it("a token and a session go on being known while nothing can be stored", async () => {
  expect(await findTokenPerson(token, later)).toMatchObject({ viewer: { id: viewer.id }, scope: "write" });
  expect(await findSessionPerson("session", { now: later, userAgent: "A browser" })).toMatchObject({
    id: viewer.id,
  });
  expect(await findTokenPerson("qr_unknown", later)).toBeNull();
});
