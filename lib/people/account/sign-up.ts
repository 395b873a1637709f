import { getDb } from "@/lib/base/db";
import type { Account, User } from "@/prisma/generated/client";

/** Adds a person who signs in for the first time, without a username. An email address given here counts as verified. */
export function addPerson({ email, name }: Pick<User, "email" | "name">): Promise<User> {
  return getDb().user.create({ data: { email, name, emailVerified: email ? new Date() : null } });
}

/** Connects an account at a provider to a person, so that they can sign in with it. */
export async function addConnection(
  account: Pick<Account, "userId" | "provider" | "providerAccountId" | "type" | "scope">,
): Promise<void> {
  await getDb().account.create({ data: account });
}

/** Creates a session; until it expires, its token signs in as this person. */
export async function addSession(userId: number, sessionToken: string, expires: Date): Promise<void> {
  await getDb().session.create({ data: { sessionToken, userId, expires } });
}
