import type { Tx } from "@/lib/base/db";

/** Creates those made-up readers of these names that do not exist yet. */
export async function addMadeUpReaders(tx: Tx, usernames: string[]): Promise<void> {
  const names = [...new Set(usernames)].sort();
  await tx.$executeRaw`
    INSERT INTO users (username, kind, created_at) SELECT name, 'made_up', '2024-01-01T00:00:00Z'
    FROM unnest(${names}::text[]) AS name ON CONFLICT (username) DO NOTHING`;
}
