import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import {
  endAllSessions,
  endOtherSessions,
  endSession,
  endSessionByToken,
  findSessionPerson,
  isRecentSession,
  listSessions,
  sessionDays,
} from "@/lib/people/account/sessions";
import { correctPeople } from "@/lib/people/future-times";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const start = new Date("2026-03-02T12:00:00Z");
const later = (minutes: number) => plus(start, { minutes });
let count = 0;

async function signIn(viewer: Viewer): Promise<string> {
  const sessionToken = `token-${++count}`;
  const expires = later(24 * 60);
  await getDb().session.create({
    data: { sessionToken, userId: viewer.id, expires, createdAt: start, lastSeenAt: start },
  });
  return sessionToken;
}

const stored = (sessionToken: string) => getDb().session.findUniqueOrThrow({ where: { sessionToken } });

describe("a session", () => {
  it("identifies its person, and nobody when it is unknown or expired", async () => {
    const viewer = await makePerson();
    const token = await signIn(viewer);
    expect(await findSessionPerson(token, { now: later(1) })).toEqual({ ...viewer, unread: 0 });
    expect(await findSessionPerson("other", { now: later(1) })).toBeNull();
    expect(await findSessionPerson(token, { now: later(24 * 60) })).toBeNull();
  });

  it("is recent for 15 minutes from its beginning, however often it is used", async () => {
    const token = await signIn(await makePerson());
    expect(await isRecentSession(token, later(14))).toBe(true);
    await findSessionPerson(token, { now: later(14), userAgent: "Firefox" });
    expect(await isRecentSession(token, later(15))).toBe(false);
    expect(await isRecentSession(null, later(1))).toBe(false);
  });

  it("that began while the clock was ahead is not recent, neither before its time is corrected nor after", async () => {
    const token = await signIn(await makePerson());
    const before = later(-24 * 60);
    expect(await isRecentSession(token, before)).toBe(false);
    await correctPeople(before);
    expect(await isRecentSession(token, before)).toBe(false);
    expect(await findSessionPerson(token, { now: before })).not.toBeNull();
  });

  it("counts unread notifications about listed papers", async () => {
    const viewer = await makePerson();
    const token = await signIn(viewer);
    for (const given of [{}, {}, { readAt: start }, { status: "hidden" as const }]) {
      const { status, ...read } = { status: "listed" as const, ...given };
      const { id: paperId } = await makePaper({ status });
      const data = { userId: viewer.id, kind: "code" as const, paperId };
      await getDb().notification.create({ data: { ...data, ...read } });
    }
    expect(await findSessionPerson(token, { now: later(1) })).toMatchObject({ unread: 2 });
  });

  it("saves the browser at once, then the last use at most every ten minutes", async () => {
    const token = await signIn(await makePerson());
    await findSessionPerson(token, { now: later(1), userAgent: "Firefox" });
    expect(await stored(token)).toMatchObject({ userAgent: "Firefox", lastSeenAt: later(1) });
    await findSessionPerson(token, { now: later(10), userAgent: "Firefox" });
    expect(await stored(token)).toMatchObject({ lastSeenAt: later(1) });
    await findSessionPerson(token, { now: later(12), userAgent: "Chromium" });
    expect(await stored(token)).toMatchObject({
      userAgent: "Chromium",
      lastSeenAt: later(12),
      expires: later(12 + sessionDays * 24 * 60),
    });
  });

  it("tells a banned person and one without a username from the others", async () => {
    const viewer = await makePerson({ bannedAt: start });
    const token = await signIn(viewer);
    await getDb().user.update({ where: { id: viewer.id }, data: { username: null } });
    const person = await findSessionPerson(token, { now: later(1) });
    expect(person).toMatchObject({ banned: true, username: null });
  });
});

describe("a person's sessions", () => {
  it("are listed, last used first, without what has expired", async () => {
    const viewer = await makePerson();
    const first = await signIn(viewer);
    const second = await signIn(viewer);
    await findSessionPerson(first, { now: later(30), userAgent: "Firefox" });
    const listed = await listSessions(viewer, { now: later(31), token: second });
    expect(listed.map(({ userAgent, current }) => [userAgent, current])).toEqual([
      ["Firefox", false],
      [null, true],
    ]);
    await endSessionByToken(second);
    expect(await listSessions(viewer, { now: later(31) })).toHaveLength(1);
    expect(await listSessions(viewer, { now: later((sessionDays + 1) * 24 * 60) })).toEqual([]);
  });

  it("are ended one by one, but not by other people", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const token = await signIn(viewer);
    const { id } = await stored(token);
    expect(await listSessions(viewer, { now: later(1), token })).toMatchObject([{ id, current: true }]);
    expect(await listSessions(other, { now: later(1), token })).toEqual([]);
    await expect(endSession(other, id)).rejects.toMatchObject({ code: "not-found" });
    await endSession(viewer, id);
    await expect(endSession(viewer, id)).rejects.toMatchObject({ code: "not-found" });
    expect(await findSessionPerson(token, { now: later(1) })).toBeNull();
  });

  it("are ended everywhere else, or everywhere, without affecting other people", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const here = await signIn(viewer);
    const there = await signIn(viewer);
    const theirs = await signIn(other);
    expect(await endOtherSessions(viewer, here)).toBe(1);
    expect(await findSessionPerson(there, { now: later(1) })).toBeNull();
    expect(await endAllSessions(viewer)).toBe(1);
    expect(await endAllSessions(viewer)).toBe(0);
    expect(await findSessionPerson(theirs, { now: later(1) })).toMatchObject(other);
  });
});
