import { getDb } from "@/lib/base/db";

/** What is known of a repository. `missing`: it is no longer at its address, or nobody may see it. */
export type RepositoryState = {
  stars: number | null;
  archived: boolean;
  missing: boolean;
  /** When GitHub last said so. */
  checkedAt: Date | null;
};

/** The state of the repository at an address; null if there is no address, or GitHub was never asked for it. */
export async function findRepositoryState(url: string | null): Promise<RepositoryState | null> {
  if (url === null) return null;
  const select = { stars: true, archived: true, missing: true, checkedAt: true } as const;
  return getDb().repository.findFirst({ where: { url, checkedAt: { not: null } }, select });
}
