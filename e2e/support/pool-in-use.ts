import { type getDb, poolSize } from "@/lib/base/db";

/** Does something while every connection of a database client is in a transaction. */
export async function withPoolInUse<T>(db: ReturnType<typeof getDb>, work: () => Promise<T>): Promise<T> {
  const ends: (() => void)[] = [];
  const held: Promise<void>[] = [];
  // One after the other, because a busy machine takes long to open many connections at once.
  for (let n = 0; n < poolSize; n++)
    await new Promise<void>((begun, failed) => {
      const transaction = db.$transaction(
        () =>
          new Promise<void>((end) => {
            ends.push(end);
            begun();
          }),
        { timeout: 60_000 },
      );
      held.push(transaction);
      transaction.catch(failed);
    });
  try {
    return await work();
  } finally {
    for (const end of ends) end();
    await Promise.all(held);
  }
}
