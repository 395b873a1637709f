import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { barred, extendBan, isBarred, noteFormerIdentity } from "@/lib/people/account/bans";
import { lockPerson } from "@/lib/people/lock-person";
import type { Viewer } from "@/lib/people/viewer";
import type { Account } from "@/prisma/generated/client";

/** The ids of the providers that the viewer can sign in with, besides mail. */
export async function listConnections(viewer: Viewer): Promise<string[]> {
  const rows = await getDb().account.findMany({
    where: { userId: viewer.id },
    select: { provider: true },
    orderBy: { id: "asc" },
    take: 20,
  });
  return rows.map((row) => row.provider);
}

/**
 * Connects an account at a provider to a person, so that they can sign in with it.
 * @throws AppError forbidden when a ban of another person rests on it
 */
export async function addConnection(
  account: Pick<Account, "userId" | "provider" | "providerAccountId" | "type" | "scope">,
): Promise<void> {
  const { userId, provider, providerAccountId: subject } = account;
  await getDb().$transaction(async (tx) => {
    await lockPerson(tx, userId);
    if (await isBarred([{ provider, subject }], userId, tx)) throw barred();
    await tx.account.create({ data: account });
    await extendBan(tx, userId);
  });
}

/**
 * Ends signing in by a provider for the viewer. The account there can be connected again, to any account here.
 * @throws AppError not-found; conflict when the viewer could not sign in any more
 */
export async function disconnect(viewer: Viewer, provider: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await lockPerson(tx, viewer.id);
    const user = await tx.user.findUnique({
      where: { id: viewer.id },
      select: { email: true, accounts: { select: { provider: true } } },
    });
    const others = user?.accounts.filter((one) => one.provider !== provider) ?? [];
    if (!user || others.length === user.accounts.length)
      throw new AppError("not-found", "You are not connected there.");
    if (user.email === null && others.length === 0)
      throw new AppError("conflict", "This is your only way to sign in: connect another one first.");
    await removeConnections(tx, viewer.id, provider);
  });
}

/**
 * Ends signing in by a provider, or by all of them. A later ban rests on the accounts there, too. The caller must have locked
 * the person's row, and made sure that another way to sign in remains.
 */
export async function removeConnections(tx: Tx, userId: number, provider?: string): Promise<void> {
  const where = { userId, ...(provider !== undefined && { provider }) };
  const gone = await tx.account.findMany({ where, select: { provider: true, providerAccountId: true } });
  for (const { provider: id, providerAccountId: subject } of gone)
    await noteFormerIdentity(tx, userId, { provider: id, subject });
  await tx.account.deleteMany({ where });
}
