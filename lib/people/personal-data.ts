import { getDb, type Tx } from "@/lib/base/db";
import { extendBan } from "@/lib/people/account/bans";
import { assertOtherAdmin, getProfile } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import type { User } from "@/prisma/generated/client";

/** A person whose account is being deleted. */
export type Leaving = Pick<User, "id" | "username" | "email" | "role">;

/** The most rows of each kind in an export: more than anybody has, but a bound on what one request reads. */
export const maxExported = 100_000;

/** The columns of a paper in an export. */
export const exportedPaper = { select: { key: true, title: true } } as const;

/**
 * The person whose account is to be deleted; null if it is deleted already.
 * @throws AppError conflict for the only admin of a hub with other people
 */
export async function findLeaving(tx: Tx, id: number): Promise<Leaving | null> {
  const select = { id: true, username: true, email: true, role: true };
  const person = await tx.user.findUnique({ where: { id }, select });
  if (person?.role === "admin" && (await hasOthers(tx, id))) await assertOtherAdmin(tx, id);
  return person;
}

/**
 * Deletes a person; foreign keys delete every row that belongs only to them. Of a banned account the ban stays, with hashes
 * of what its owner signed in with. Called last, after the areas have dealt with rows that stay without a name.
 */
export async function forgetPerson(tx: Tx, { id, email }: Leaving): Promise<void> {
  await extendBan(tx, id);
  if (email !== null) await tx.verificationToken.deleteMany({ where: { identifier: email } });
  await tx.user.delete({ where: { id } });
}

/** A person's profile, connections, sessions and tokens, without secrets. @throws AppError gone */
export async function exportPerson(viewer: Viewer) {
  const where = { userId: viewer.id };
  const [profile, accounts, sessions, tokens, addressChanges, formerIdentities] = await Promise.all([
    getProfile(viewer),
    getDb().account.findMany({
      where,
      select: { provider: true, providerAccountId: true, scope: true },
      take: maxExported,
    }),
    getDb().session.findMany({
      where,
      select: { userAgent: true, createdAt: true, lastSeenAt: true, expires: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().apiToken.findMany({
      where,
      select: { name: true, scope: true, ending: true, createdAt: true, expiresAt: true, lastUsedAt: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().addressChange.findMany({
      where,
      select: { kind: true, email: true, createdAt: true, expiresAt: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().formerIdentity.findMany({ where, select: { mark: true }, take: maxExported }),
  ]);
  return { profile, accounts, sessions, tokens, addressChanges, formerIdentities };
}

async function hasOthers(tx: Tx, id: number): Promise<boolean> {
  const where = { kind: "person" as const, username: { not: null }, id: { not: id } };
  return (await tx.user.count({ where })) > 0;
}
