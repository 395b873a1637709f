import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openConnection } from "@/lib/base/connection";
import { getLog } from "@/lib/base/log";
import { purgeChannel } from "@/lib/web/purge-pages";

const connectMs = 5000;
/** The pause before the next attempt to connect. */
const retryMs = 1000;
/** How often the connection is tried: one that was cut on the way reports nothing by itself. */
const checkMs = 10_000;

/**
 * Calls `purge` whenever a web process says that pages changed, over a connection of its own. When the connection was lost,
 * it is opened again, and `purge` is called then, too, because something may have been missed.
 * @param signal ends the listening
 */
export async function listenForPurges(url: string, purge: () => void, signal: AbortSignal): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  while (!signal.aborted) {
    try {
      const client = await openConnection(url, connectMs, connectMs);
      await untilLost(client, purge, pause).finally(() => client.end().catch(() => undefined));
    } catch (err) {
      // The database layer logs that the database is away.
      getLog().debug({ err }, "changed pages cannot be heard of at the moment");
    }
    await pause(retryMs);
  }
}

/** Listens until a check fails. @throws the failure */
async function untilLost(
  client: pg.Client,
  purge: () => void,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  client.on("notification", purge);
  const lost = new Promise<never>((_resolve, reject) =>
    client.once("end", () => reject(new Error("The connection ended."))),
  );
  lost.catch(() => undefined);
  await client.query(`LISTEN ${purgeChannel}`);
  purge();
  for (;;) {
    await Promise.race([pause(checkMs), lost]);
    await client.query("SELECT 1");
  }
}
