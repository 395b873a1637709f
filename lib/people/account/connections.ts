import { getDb } from "@/lib/base/db";
import type { Viewer } from "@/lib/people/viewer";

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
