import { createHmac, randomBytes } from "node:crypto";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { findSetting, saveFirstSetting } from "@/lib/base/settings";
import { lockPerson } from "@/lib/people/lock-person";
import { mailKey } from "@/lib/people/mail-address";
import { sameMailboxSql } from "@/lib/people/mailbox-sql";
import type { Role } from "@/prisma/generated/enums";

/** What somebody signs in with: a verified mail address, or an account at a provider. */
type Identity = { email: string } | { provider: string; subject: string };

/**
 * Bans a person as of `at`, or makes sure that their ban rests on everything with which they sign in now or did earlier.
 * The time of an existing ban stays. The caller must have locked the person's row.
 */
export async function recordBan(tx: Tx, id: number, at: Date): Promise<void> {
  const user = await tx.user.findUnique({ where: { id }, select: { banId: true, bannedAt: true } });
  if (!user) return;
  const marks = await marksOf(tx, id);
  const bannedAt = user.bannedAt ?? at;
  const banId =
    user.banId ?? (await banIdsOf(tx, marks))[0] ?? (await tx.ban.create({ data: { bannedAt } })).id;
  await tx.user.update({ where: { id }, data: { bannedAt, banId } });
  await tx.banMark.createMany({ data: marks.map((mark) => ({ mark, banId })), skipDuplicates: true });
}

/** Lets the ban of a banned person rest on what they sign in with now, too; nothing for anybody else. */
export async function extendBan(tx: Tx, id: number): Promise<void> {
  const user = await tx.user.findUnique({ where: { id }, select: { bannedAt: true } });
  if (user?.bannedAt) await recordBan(tx, id, user.bannedAt);
}

/** Lifts one person's ban, without the marks on which it rests (see deleteBans). */
export async function liftBan(tx: Tx, id: number): Promise<void> {
  await tx.user.updateMany({ where: { id }, data: { bannedAt: null, banId: null } });
}

/** Deletes bans with all they rest on. */
export async function deleteBans(tx: Tx, ids: number[]): Promise<void> {
  await tx.ban.deleteMany({ where: { id: { in: ids } } });
}

/** The bans of a person: their own, and those that rest on something with which they sign in. */
export async function listBans(id: number): Promise<number[]> {
  const user = await getDb().user.findUnique({ where: { id }, select: { banId: true } });
  const found = await banIdsOf(getDb(), await marksOf(getDb(), id));
  return [...new Set([...(user?.banId ? [user.banId] : []), ...found])];
}

/** The ban that rests on a mail address, and since when; null if there is none. */
export async function findBanOfAddress(email: string): Promise<{ id: number; bannedAt: Date } | null> {
  const row = await getDb().banMark.findUnique({
    where: { mark: (await getMarker(getDb()))({ email }) },
    select: { ban: { select: { id: true, bannedAt: true } } },
  });
  return row?.ban ?? null;
}

/** The accounts of these bans. */
export function listBanned(banIds: number[]): Promise<{ id: number; role: Role }[]> {
  return getDb().user.findMany({ where: { banId: { in: banIds } }, select: { id: true, role: true } });
}

/** The other accounts whose address has the same normal form as this person's, at most 100. */
export async function listSameMailbox(id: number): Promise<{ id: number; role: Role }[]> {
  const user = await getDb().user.findUnique({ where: { id }, select: { email: true } });
  if (!user?.email) return [];
  return getDb().$queryRaw<{ id: number; role: Role }[]>`
    SELECT id, role FROM users WHERE id <> ${id} AND ${sameMailboxSql(user.email)}
    ORDER BY id LIMIT 100`;
}

/**
 * Whether a ban rests on one of these identities, other than the ban of a given account.
 * @param of the account that is about to get the identities; null for a new one
 */
export async function isBarred(
  identities: Identity[],
  of: number | null = null,
  tx: Tx = getDb(),
): Promise<boolean> {
  const bans = await banIdsOf(tx, identities.map(await getMarker(tx)));
  if (bans.length === 0) return false;
  const own = of === null ? null : await tx.user.findUnique({ where: { id: of }, select: { banId: true } });
  return !own?.banId || !bans.includes(own.banId);
}

/** Whether somebody who signs in has no account here, and gets none because a ban rests on one of these identities. */
export async function isBarredNewcomer(identities: Identity[]): Promise<boolean> {
  if (!(await isBarred(identities))) return false;
  const known = identities.map((one) =>
    "email" in one
      ? { email: one.email }
      : { accounts: { some: { provider: one.provider, providerAccountId: one.subject } } },
  );
  return (await getDb().user.count({ where: { OR: known } })) === 0;
}

/** The error for an identity on which a ban rests. */
export function barred(): AppError {
  return new AppError("forbidden", "This sign-in belonged to an account that is banned here.");
}

/** Remembers the hash of something with which a person will no longer sign in, so that a later ban rests on it, too. */
export async function noteFormerIdentity(tx: Tx, userId: number, identity: Identity): Promise<void> {
  const mark = (await getMarker(tx))(identity);
  await tx.formerIdentity.createMany({ data: { userId, mark }, skipDuplicates: true });
}

/** Gives bans from before bans rested on hashes what they rest on. @returns how many accounts */
export async function markEarlierBans(): Promise<number> {
  const where = { bannedAt: { not: null }, banId: null, kind: "person" } as const;
  const people = await getDb().user.findMany({ where, select: { id: true } });
  for (const { id } of people)
    await getDb().$transaction(async (tx) => {
      await lockPerson(tx, id);
      await extendBan(tx, id);
    });
  return people.length;
}

/** The marks of everything with which a person signs in or did earlier. */
async function marksOf(tx: Tx, id: number): Promise<string[]> {
  const user = await tx.user.findUnique({
    where: { id },
    select: {
      email: true,
      accounts: { select: { provider: true, providerAccountId: true } },
      formerIdentities: { select: { mark: true } },
    },
  });
  if (!user) return [];
  const accounts = user.accounts.map(({ provider, providerAccountId: subject }) => ({ provider, subject }));
  const now: Identity[] = [...(user.email ? [{ email: user.email }] : []), ...accounts];
  return [...now.map(await getMarker(tx)), ...user.formerIdentities.map(({ mark }) => mark)];
}

async function banIdsOf(tx: Tx, marks: string[]): Promise<number[]> {
  const rows = await tx.banMark.findMany({ where: { mark: { in: marks } }, select: { banId: true } });
  return [...new Set(rows.map(({ banId }) => banId))];
}

/**
 * The function that hashes an identity. Its key is made once and kept in the database, so that bans outlive a new session
 * secret and a move to another machine.
 */
async function getMarker(tx: Tx): Promise<(identity: Identity) => string> {
  const fresh = () => ({ key: randomBytes(32).toString("base64url") });
  const { key } = (await findSetting("ban-key", tx)) ?? (await saveFirstSetting("ban-key", fresh(), tx));
  return (identity) => createHmac("sha256", key).update(textOf(identity)).digest("base64url");
}

function textOf(identity: Identity): string {
  if ("email" in identity) return `address ${mailKey(identity.email)}`;
  return `account ${identity.provider} ${identity.subject}`;
}
