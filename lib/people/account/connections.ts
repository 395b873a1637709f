import { getDb } from "@/lib/base/db";
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

/** Connects an account at a provider to a person, so that they can sign in with it. */
export async function addConnection(
  account: Pick<Account, "userId" | "provider" | "providerAccountId" | "type" | "scope">,
): Promise<void> {
  await getDb().account.create({ data: account });
}
