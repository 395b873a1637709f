import { getDb, plannedOnce } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { storeIfPossible } from "@/lib/base/storage-trouble";
import { elapsed, minus, plus } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import type { Role } from "@/prisma/generated/enums";

export const sessionDays = 90;

/** Names of the cookie that holds a session's token, over https and over http. */
export const sessionCookies = ["__Secure-next-auth.session-token", "next-auth.session-token"] as const;

const touchMinutes = 10;

/** For how many minutes after a sign-in sensitive acts ask for no other one. */
export const recentMinutes = 15;

/** A signed-in person; `username` is null until they have chosen one, `unread` counts notifications up to 100. */
export type SessionPerson = Omit<Viewer, "username"> & {
  username: string | null;
  unread: number;
};

export type SessionRow = {
  id: number;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  /** Whether it is the session of the browser that asks. */
  current: boolean;
};

/**
 * The person to whom a session token belongs, in one query. At most every ten minutes the session's expiry is extended
 * and its last use and browser are saved, unless nothing can be stored.
 * @returns null for an unknown or expired token
 */
export async function findSessionPerson(
  token: string,
  { now = new Date(), userAgent }: { now?: Date; userAgent?: string | null } = {},
): Promise<SessionPerson | null> {
  const [row] = await getDb().$queryRaw<Found[]>`
    ${plannedOnce} SELECT u.id, u.username, u.role, u.banned_at, u.created_at, s.last_seen_at, s.user_agent,
      (SELECT count(*)::int FROM (SELECT 1 FROM notifications n JOIN papers p ON p.id = n.paper_id AND p.status = 'listed'
        WHERE n.user_id = u.id AND n.read_at IS NULL LIMIT 100) waiting) AS unread
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.session_token = ${token} AND s.expires > ${now}`;
  if (!row) return null;
  if (isStale(row, now, userAgent))
    await storeIfPossible(touchSession(token, now, userAgent ?? row.user_agent));
  const { id, username, role, created_at: createdAt, unread } = row;
  return { id, username, role, banned: row.banned_at !== null, createdAt, unread };
}

/**
 * Whether a session was begun in the last 15 minutes, so that it is its owner who sits at the browser. Sensitive acts, such
 * as deleting the account, ask for that; using a session does not make it younger, nor does a clock that was set back.
 * @param token of the session; null for none
 */
export async function isRecentSession(token: string | null, now = new Date()): Promise<boolean> {
  if (token === null) return false;
  const createdAt = { gt: minus(now, { minutes: recentMinutes }), lt: plus(now, { minutes: recentMinutes }) };
  const row = await getDb().session.findFirst({
    where: { sessionToken: token, expires: { gt: now }, createdAt },
    select: { id: true },
  });
  return row !== null;
}

/** Whether a token is that of a session which has not expired. */
export async function hasSession(token: string, now = new Date()): Promise<boolean> {
  const rows = await getDb().$queryRaw`
    ${plannedOnce} SELECT 1 FROM sessions WHERE session_token = ${token} AND expires > ${now}`;
  return Array.isArray(rows) && rows.length > 0;
}

/** Creates a session; until it expires, its token signs in as this person. */
export async function addSession(userId: number, sessionToken: string, expires: Date): Promise<void> {
  await getDb().session.create({ data: { sessionToken, userId, expires } });
}

/**
 * The viewer's unexpired sessions, last used first, at most 100.
 * @param token of the browser that asks, whose session is marked as the current one
 */
export async function listSessions(
  viewer: Viewer,
  { now = new Date(), token = null }: { now?: Date; token?: string | null } = {},
): Promise<SessionRow[]> {
  const rows = await getDb().session.findMany({
    where: { userId: viewer.id, expires: { gt: now } },
    select: { id: true, sessionToken: true, userAgent: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return rows.map(({ sessionToken, ...row }) => ({ ...row, current: sessionToken === token }));
}

/** Ends one of the viewer's sessions. @throws AppError not-found, also for one that has ended already */
export async function endSession(viewer: Viewer, id: number): Promise<void> {
  const { count } = await getDb().session.deleteMany({ where: { id, userId: viewer.id } });
  if (!count) throw new AppError("not-found", "There is no such session.");
}

/** Signs the viewer out everywhere except in the browser that holds `token`. @returns how many sessions were ended */
export async function endOtherSessions(viewer: Viewer, token: string): Promise<number> {
  const where = { userId: viewer.id, sessionToken: { not: token } };
  return (await getDb().session.deleteMany({ where })).count;
}

/** Signs the viewer out everywhere. @returns how many sessions were ended */
export async function endAllSessions(viewer: Viewer): Promise<number> {
  return (await getDb().session.deleteMany({ where: { userId: viewer.id } })).count;
}

/** Ends the session with this token, whoever it belongs to: whoever knows the token may end it. */
export async function endSessionByToken(token: string): Promise<void> {
  await getDb().session.deleteMany({ where: { sessionToken: token } });
}

type Found = {
  id: number;
  username: string | null;
  role: Role;
  banned_at: Date | null;
  created_at: Date;
  last_seen_at: Date;
  user_agent: string | null;
  unread: number;
};

function isStale(row: Found, now: Date, userAgent: string | null | undefined): boolean {
  // The browser is not known at sign-in, only with the first page after it.
  if (userAgent && row.user_agent === null) return true;
  return elapsed(row.last_seen_at, now, "minutes") > touchMinutes;
}

async function touchSession(token: string, now: Date, userAgent: string | null): Promise<void> {
  await getDb().session.updateMany({
    where: { sessionToken: token },
    data: {
      lastSeenAt: now,
      expires: plus(now, { days: sessionDays }),
      userAgent: userAgent?.slice(0, 300) ?? null,
    },
  });
}
