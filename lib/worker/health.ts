import { getConfig } from "@/lib/base/config";
import { type FailureKind, toAppError } from "@/lib/base/database-failure";
import { getDb, poolSize } from "@/lib/base/db";
import { listRestarts } from "@/lib/base/hub-folder";
import { getLog } from "@/lib/base/log";
import { pingDatabase } from "@/lib/base/ping-database";
import { minus, minuteMs } from "@/lib/base/time";
import { findReadingProgress, type ReadingProgress } from "@/lib/papers/reading-progress";
import { checkQueue, type QueueHealth } from "@/lib/queue/health";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";
import { findDiskTrouble } from "@/lib/worker/machine-troubles";
import { createTimedCheck } from "@/lib/worker/timed-check";
import { listTroubles } from "@/lib/worker/troubles";

export type Health = { live: true; ready: boolean; troubles: string[]; lastPull: string | null };

type Options = {
  now: Date;
  timeZone: string;
  pulling: boolean;
  /** For how long the answer waits, in milliseconds. */
  limitMs?: number;
};

/** Whoever asks for the hub's health wants an answer within a second. */
const usualLimitMs = 900;

const checks = {
  // Its own limit is only for what would otherwise never end: not to be answered in time is an answer. A process that was
  // busy for long must not take that for the database's silence.
  ping: createTimedCheck((limitMs: number) => pingDatabase(10 * limitMs)),
  pool: createTimedCheck(() => getDb().$queryRaw`SELECT 1`),
  troubles: createTimedCheck((given: { now: Date; timeZone: string; pulling: boolean }) =>
    listTroubles(given),
  ),
  lastPull: createTimedCheck(() =>
    getDb().arxivPull.findFirst({
      where: { error: null, finishedAt: { not: null } },
      orderBy: { finishedAt: "desc" },
    }),
  ),
  disk: createTimedCheck(() => findDiskTrouble()),
  queue: createTimedCheck((now: Date) => checkQueue(now)),
  indexing: createTimedCheck(() => findStatedProgress()),
  // Counting all papers may take long on a large hub; then the last count answers.
  reading: createTimedCheck(() => findReadingProgress(), 5 * minuteMs),
};

/**
 * The health of the hub's data, within a second. Troubles do not make the hub unready, because its pages still work; it is
 * unready if this process cannot use the database. A process that is too busy to tell is not called unready.
 */
export async function checkHealth(options: Options): Promise<Health> {
  const { now, timeZone, pulling, limitMs = usualLimitMs } = options;
  const [ping, pool, troubles, last] = await Promise.all([
    checks.ping(limitMs, limitMs),
    checks.pool(undefined, limitMs),
    checks.troubles({ now, timeZone, pulling }, limitMs),
    checks.lastPull(undefined, limitMs),
  ]);
  const busy = "busy" in ping || "busy" in pool;
  if (busy && !("value" in pool)) return { live: true, ready: true, troubles: [busyWords], lastPull: null };
  const late = busy ? null : "slow";
  const refused = "value" in ping ? ping.value : late;
  if (!("value" in pool)) {
    // The disk may be why, and is asked without the database.
    const disk = await checks.disk(undefined, limitMs);
    const why = "value" in disk && disk.value ? [disk.value] : [];
    return { live: true, ready: false, troubles: [unreadyWords(refused), ...why], lastPull: null };
  }
  return {
    live: true,
    ready: true,
    troubles: [
      ...(refused ? [refusedWords[refused]] : []),
      ...("value" in troubles ? troubles.value : troubleOf(troubles, "The list of problems")),
    ],
    lastPull: "value" in last ? (last.value?.finishedAt?.toISOString() ?? null) : null,
  };
}

/** The health of the hub as `/health` and the admin pages show it. `pulling`: whether ARXIV_PULL is on. */
export type HubHealth = Health & {
  pulling: boolean;
  lastBackup?: string | null;
  queue?: QueueHealth;
  /** Only while not all papers can be found. That is no trouble until it takes long. */
  indexing?: StatedProgress;
  /** Only while papers wait to be read again. */
  reading?: ReadingProgress;
};

/** The answer of `/health`, within a second: the health of the hub's data and, if the database answers, of its queue and backups. */
export async function checkHub(options: Options): Promise<HubHealth> {
  const { now, limitMs = usualLimitMs } = options;
  const [data, queue, progress, unread] = await Promise.all([
    checkHealth(options),
    checks.queue(now, limitMs),
    checks.indexing(undefined, limitMs),
    checks.reading(undefined, limitMs),
  ]);
  const indexing = data.ready && "value" in progress ? progress.value : null;
  const reading = data.ready && "value" in unread ? unread.value : null;
  const health = {
    ...data,
    pulling: options.pulling,
    ...(indexing && { indexing }),
    ...(reading && { reading }),
  };
  const restarts = listRestartTroubles(getConfig().QUIRE_DIR, options.now);
  if (!health.ready) return { ...health, troubles: [...health.troubles, ...restarts] };
  if (!("value" in queue))
    return { ...health, troubles: [...health.troubles, ...troubleOf(queue, "The queue"), ...restarts] };
  const { queue: figures, lastBackup, troubles } = queue.value;
  return {
    ...health,
    lastBackup,
    troubles: [...health.troubles, ...troubles, ...restarts],
    queue: figures,
  };
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

const busyWords = "This web server is so busy that it could not check the hub in time.";

const refusedWords: Record<FailureKind, string> = {
  away: "The database accepts no new connections.",
  full: "The database accepts no more connections: max_connections is reached.",
  slow: "The database does not answer new connections.",
};

/** Why this process cannot use the database. @param refused what a new connection met; null if it was answered */
function unreadyWords(refused: FailureKind | null): string {
  if (refused === "full") return refusedWords.full;
  if (refused === "slow") return "The database hangs: it accepts connections, but does not answer.";
  if (refused === "away") return "The database does not answer.";
  return `All ${poolSize} connections of this process to the database are in use.`;
}

/** That a check failed, or did not answer in time. @param name at the start of a sentence */
function troubleOf(result: { error?: unknown; busy?: boolean }, name: string): string[] {
  if (result.busy) return [`${name} could not be read in time, because this web server is busy.`];
  if (result.error === undefined) return [`${name} did not answer within a second.`];
  // The database layer has logged its own failures.
  if (!toAppError(result.error)) getLog().error({ err: result.error, check: name }, "a health check failed");
  return [`${name} failed; the log says why.`];
}
