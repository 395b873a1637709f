import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openConnection } from "@/lib/base/connection";
import { getLog } from "@/lib/base/log";
import { purgeChannel, toldPath } from "@/lib/web/purge-pages";

const connectMs = 5000;
/** The pause before the next attempt to connect. */
const retryMs = 1000;
/** How often the connection is tried: one that was cut on the way reports nothing by itself. */
const checkMs = 10_000;

/**
 * Calls `purge` whenever another web process says that pages changed, over a connection of its own. When the connection was
 * lost, it is opened again, and all pages are purged, because something may have been missed.
 * @param purge forgets the pages at a path, or all pages without one
 * @param signal ends the listening
 */
export async function listenForPurges(
  url: string,
  purge: (path?: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const client = await openConnection(url, connectMs, connectMs);
      await listen(client, purge, signal).finally(() => client.end().catch(() => undefined));
    } catch (err) {
      // The database layer logs that the database is away.
      getLog().debug({ err }, "this process does not hear which pages changed");
    }
    await pause(retryMs, signal);
  }
}

/** Listens until it is ended, or until a check fails. @throws the failure */
async function listen(client: pg.Client, purge: (path?: string) => void, signal: AbortSignal): Promise<void> {
  client.on("notification", ({ payload = "" }) => {
    const path = toldPath(payload);
    if (path !== null) purge(path || undefined);
  });
  const lost = new Promise<never>((_resolve, reject) =>
    client.once("end", () => reject(new Error("The connection ended."))),
  );
  lost.catch(() => undefined);
  await client.query(`LISTEN ${purgeChannel}`);
  purge();
  while (!signal.aborted) {
    await Promise.race([pause(checkMs, signal), lost]);
    await client.query("SELECT 1");
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
