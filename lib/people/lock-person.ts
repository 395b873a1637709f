import type { Tx } from "@/lib/base/db";

/** Locks an account's row until the transaction ends, so that concurrent changes of the account follow one another. */
export async function lockPerson(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`;
}
