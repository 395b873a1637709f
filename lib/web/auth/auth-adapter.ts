import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Adapter, AdapterAccount, AdapterSession, AdapterUser } from "next-auth/adapters";
import { getDb } from "@/lib/base/db";
import { beginningOf, storableText } from "@/lib/base/text";
import { addConnection } from "@/lib/people/account/connections";
import { addSession, endSessionByToken } from "@/lib/people/account/sessions";
import { foldAddress } from "@/lib/people/mail-address";
import { addPerson } from "@/lib/people/people";
import { emailSchema } from "@/lib/people/schema";

/**
 * The database adapter of next-auth: its Prisma adapter, narrowed to the hub's own columns. Ids are numbers in the database
 * and strings in next-auth's types, so each function here converts them.
 */
export function authAdapter(): Adapter {
  return {
    ...prismaAdapter(),
    createUser,
    getUserByEmail,
    linkAccount,
    getSessionAndUser,
    createSession,
    deleteSession: endSessionByToken,
  };
}

function prismaAdapter(): Adapter {
  return PrismaAdapter(getDb()) as Adapter;
}

async function getUserByEmail(email: string): Promise<AdapterUser | null> {
  // Addresses are stored folded, but a provider gives them as its own user wrote them.
  return (await prismaAdapter().getUserByEmail?.(foldAddress(email))) ?? null;
}

async function getSessionAndUser(token: string) {
  const found = await prismaAdapter().getSessionAndUser?.(token);
  // next-auth connects a provider to the session's person without looking at its end.
  return found && found.session.expires > new Date() ? found : null;
}

async function createUser(given: Omit<AdapterUser, "id">): Promise<AdapterUser> {
  // The address is verified at this point: providers give verified ones only, and a mailed link proves its own. What no mail
  // could be sent to is no address.
  const email = emailSchema.safeParse(given.email).data ?? null;
  const name = beginningOf(storableText(given.name ?? "").trim(), 80) || null;
  const user = await addPerson({ email, name });
  return { ...user, id: String(user.id), email: user.email ?? "" };
}

async function linkAccount(account: AdapterAccount): Promise<void> {
  // The provider's own fields and its tokens are not stored: there are no columns for them, and they are not needed again.
  const { provider, providerAccountId, type, scope } = account;
  const userId = Number(account.userId);
  await addConnection({ userId, provider, providerAccountId, type, scope: scope ?? null });
}

type NewSession = { sessionToken: string; userId: string; expires: Date };

async function createSession({ sessionToken, userId, expires }: NewSession): Promise<AdapterSession> {
  await addSession(Number(userId), sessionToken, expires);
  return { sessionToken, userId, expires };
}
