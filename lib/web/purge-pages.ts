import { randomUUID } from "node:crypto";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";

/** The channel of PostgreSQL on which web processes tell each other which finished pages to forget. */
export const purgeChannel = "quire_pages";

type Pages = { purge(path?: string): void };

// Shared through globalThis: the web process has two module graphs, and its page cache is in the other one.
const hub = globalThis as { quirePages?: Pages; quireProcess?: string };
hub.quireProcess ??= randomUUID();
const self = hub.quireProcess;

/**
 * Makes every web process forget its finished pages, so that a change shows at once: this process now, the others as soon as
 * the database has told them. If it cannot tell them, they show the change within a minute, when their pages are renewed.
 * @param path only the pages at this path; without it all pages
 */
export function purgePages(path = ""): void {
  hub.quirePages?.purge(path || undefined);
  getDb().$queryRaw`SELECT 1 FROM pg_notify(${purgeChannel}, ${`${self} ${path}`})`.catch((err: unknown) =>
    getLog().warn({ err }, "other web processes could not be told to forget their pages"),
  );
}

/** The path that another process told this one to forget, "" for all pages, or null for what this process said itself. */
export function toldPath(payload: string): string | null {
  const [sender, path = ""] = payload.split(" ");
  return sender === self ? null : path;
}
