import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";

/** The channel of PostgreSQL on which web processes tell each other to forget their finished pages. */
export const purgeChannel = "quire_pages";

/**
 * Makes every web process forget its finished pages, so that a change shows at once: this process now, the others as soon as
 * the database has told them. One that cannot be told has lost its connection, and forgets all pages when it is back.
 */
export function purgePages(): void {
  (globalThis as { quirePages?: { purge(): void } }).quirePages?.purge();
  getDb().$queryRaw`SELECT 1 FROM pg_notify(${purgeChannel}, '')`.catch((err: unknown) =>
    getLog().warn({ err }, "other web processes could not be told to forget their pages"),
  );
}
