import { getDb } from "@/lib/base/db";
import type { Account, User } from "@/prisma/generated/client";

/** Adds a person who signs in for the first time, without a username. An address given here counts as verified. */
export function addPerson({ email, name }: Pick<User, "email" | "name">): Promise<User> {
  return getDb().user.create({ data: { email, name, emailVerified: email ? new Date() : null } });
}

/** Lets a person sign in by a provider's account. */
export async function addConnection(
  account: Pick<Account, "userId" | "provider" | "providerAccountId" | "type" | "scope">,
): Promise<void> {
  await getDb().account.create({ data: account });
}

/** Opens a session; whoever knows its token is this person until it expires. */
export async function addSession(userId: number, sessionToken: string, expires: Date): Promise<void> {
  await getDb().session.create({ data: { sessionToken, userId, expires } });
}
