import { randomBytes } from "node:crypto";
import { getDb, Prisma, plannedOnce } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { storageAppError } from "@/lib/base/storage-trouble";
import { minus, plus } from "@/lib/base/time";
import { maxTokens, type NewToken } from "@/lib/people/account/schema";
import { tokenHash } from "@/lib/people/account/token-hash";
import type { Viewer } from "@/lib/people/viewer";
import type { Role, TokenScope } from "@/prisma/generated/enums";

const touchEvery = { minutes: 1 };

/** A token as its owner sees it: not the token itself, only its last four characters. */
export type TokenRow = {
  id: number;
  name: string;
  ending: string;
  scope: TokenScope;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

/**
 * Creates a token with which a program acts for the viewer. Only its SHA-256 is stored: 256 random bits need no slow
 * hash.
 * @returns the token, which cannot be read again later, and what is stored of it
 * @throws AppError conflict when the viewer has 50 tokens already
 */
export async function createToken(
  viewer: Viewer,
  { name, scope, days }: NewToken,
  now = new Date(),
): Promise<{ token: string; row: TokenRow }> {
  const token = `qr_${randomBytes(32).toString("base64url")}`;
  const expiresAt = days === null ? null : plus(now, { days });
  const row = await getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.id} FOR NO KEY UPDATE`;
    if ((await tx.apiToken.count({ where: { userId: viewer.id } })) >= maxTokens)
      throw new AppError("conflict", `You have ${maxTokens} tokens already: revoke one first.`);
    const kept = { userId: viewer.id, hash: tokenHash(token), ending: token.slice(-4), createdAt: now };
    return tx.apiToken.create({ data: { ...kept, name, scope, expiresAt }, select });
  });
  return { token, row };
}

/** The viewer's tokens, newest first, including expired ones until they are revoked. */
export function listTokens(viewer: Viewer): Promise<TokenRow[]> {
  return getDb().apiToken.findMany({
    where: { userId: viewer.id },
    select,
    orderBy: { id: "desc" },
    take: maxTokens,
  });
}

/** What is stored of one of the viewer's tokens; null if it is not theirs. */
export function findOwnToken(viewer: Viewer, token: string): Promise<TokenRow | null> {
  return getDb().apiToken.findFirst({ where: { hash: tokenHash(token), userId: viewer.id }, select });
}

/** Revokes one of the viewer's tokens for good, effective at once. @throws AppError not-found */
export async function revokeToken(viewer: Viewer, id: number): Promise<void> {
  const { count } = await getDb().apiToken.deleteMany({ where: { id, userId: viewer.id } });
  if (!count) throw new AppError("not-found", "You have no such token.");
}

/**
 * The owner of a token and its scope, in one statement that also saves the time of use, at most once a minute, unless nothing
 * can be stored.
 * @returns null for an unknown or expired token
 */
export async function findTokenPerson(
  token: string,
  now = new Date(),
): Promise<{ viewer: Viewer; scope: TokenScope } | null> {
  const before = minus(now, touchEvery);
  const found = Prisma.sql`
    SELECT t.id AS token, t.scope, t.last_used_at, u.id, u.username, u.role, u.banned_at, u.created_at
    FROM api_tokens t JOIN users u ON u.id = t.user_id
    WHERE t.hash = ${tokenHash(token)} AND (t.expires_at IS NULL OR t.expires_at > ${now}) AND u.username IS NOT NULL`;
  const findAndTouch = getDb().$queryRaw<Found[]>`
    ${plannedOnce} WITH found AS (${found}), used AS (
      UPDATE api_tokens SET last_used_at = ${now}
      WHERE id = (SELECT token FROM found WHERE last_used_at IS NULL OR last_used_at <= ${before}))
    SELECT * FROM found`;
  const [row] = await findAndTouch.catch((error: unknown) => {
    if (storageAppError(error) === null) throw error;
    return getDb().$queryRaw<Found[]>`${plannedOnce} ${found}`;
  });
  if (!row) return null;
  const { id, username, role, created_at: createdAt, scope } = row;
  return { viewer: { id, username, role, banned: row.banned_at !== null, createdAt }, scope };
}

const select = {
  id: true,
  name: true,
  ending: true,
  scope: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
};

type Found = {
  scope: TokenScope;
  id: number;
  username: string;
  role: Role;
  banned_at: Date | null;
  created_at: Date;
};
