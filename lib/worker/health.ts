import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { listRestarts } from "@/lib/base/hub-folder";
import { getLog } from "@/lib/base/log";
import { storageWords } from "@/lib/base/storage-failures";
import { minus } from "@/lib/base/time";
import { checkQueue, type QueueHealth } from "@/lib/queue/health";
import { listTroubles } from "@/lib/worker/troubles";

export type Health = { live: true; ready: boolean; troubles: string[]; lastPull: string | null };

type Options = { now: Date; timeZone: string; pulling: boolean };

/** The health of the hub's data. Troubles do not make the hub unready, because its pages still work. */
export async function checkHealth({ now, timeZone, pulling }: Options): Promise<Health> {
  try {
    await getDb().$queryRaw`SELECT 1`;
    const [troubles, last] = await Promise.all([
      listTroubles({ now, timeZone, pulling }),
      getDb().arxivPull.findFirst({
        where: { error: null, finishedAt: { not: null } },
        orderBy: { finishedAt: "desc" },
      }),
    ]);
    return {
      live: true,
      ready: true,
      troubles,
      lastPull: last?.finishedAt?.toISOString() ?? null,
    };
  } catch (error) {
    getLog().error({ err: error }, "health check failed");
    const why = storageWords(error);
    const trouble = why ? `The database cannot be used: ${why}.` : "The database does not answer.";
    return { live: true, ready: false, troubles: [trouble], lastPull: null };
  }
}

/** The health of the hub as `/health` and the admin pages show it. `pulling`: whether ARXIV_PULL is on. */
export type HubHealth = Health & { pulling: boolean; lastBackup?: string | null; queue?: QueueHealth };

/** The health of the hub's data and, if the database answers, of its queue and backups. */
export async function checkHub(options: Options): Promise<HubHealth> {
  const health = { ...(await checkHealth(options)), pulling: options.pulling };
  if (!health.ready) return health;
  const { queue, lastBackup, troubles } = await checkQueue(options.now);
  const restarts = listRestartTroubles(getConfig().QUIRE_DIR, options.now);
  return { ...health, lastBackup, troubles: [...health.troubles, ...troubles, ...restarts], queue };
}

/** A sentence for each program of the hub on this machine that had to be started again within the last hour. */
export function listRestartTroubles(dir: string, now: Date): string[] {
  const restarts = listRestarts(dir, minus(now, { hours: 1 }));
  return [...new Set(restarts.map(({ name }) => name))].map((name) => {
    const own = restarts.filter((one) => one.name === name);
    const often = own.length === 1 ? "once" : `${own.length} times`;
    const last = own.at(-1);
    return `The ${name} was started again ${often} in the last hour, last at ${last?.at} (${last?.why}).`;
  });
}
