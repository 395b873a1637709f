import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type LogFunctionFactory,
  Logger,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type WorkerEvents,
} from "graphile-worker";
import { checkBackupFolder } from "@/lib/base/backup/nightly";
import { type Config, getConfig } from "@/lib/base/config";
import { isConnectionLoss } from "@/lib/base/connection";
import { databaseUrl, getDb, Prisma } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { storageWords } from "@/lib/base/storage-failures";
import { minus, plus } from "@/lib/base/time";
import { resumeDigests } from "@/lib/digests/find-due-digests";
import { resumeMails } from "@/lib/follows/notifications/mail-notifications";
import { closeSharedMailer } from "@/lib/mail/mailer";
import { resumeDeliveries } from "@/lib/programs/webhooks/deliver";
import { backupTask } from "@/lib/queue/backup-state";
import { enqueue, hasQueue, usualAttempts } from "@/lib/queue/enqueue";
import { keepSchedule, listMissed } from "@/lib/queue/tasks";
import { needsTerms } from "@/lib/search/search-terms";
import { correctTimes } from "@/lib/worker/correct-times";
import { startHeartbeat } from "@/lib/worker/heartbeat";
import { addMissedJobs } from "@/lib/worker/missed-jobs";
import { queueEventTasks, queueTask } from "@/lib/worker/run-task";
import { listSchedule, type ScheduleItem } from "@/lib/worker/schedule";
import { eventTasks, tasks } from "@/lib/worker/tasks";

/** The start program kills the worker after 15 seconds. Jobs that have not ended before then are put back into the queue. */
const drainMs = 12_000;
/** When a worker that was asked to end ends even if the database no longer answers. */
const limitMs = 14_000;
/** The pause before the queue is taken up again after its runner ended. */
const resumeMs = 1000;
/** The pause while nothing can be written to the database, which takes somebody to put right. */
const unwritableMs = 5000;

/**
 * How many jobs that follow from events run beside the tasks of the schedule. Each slow webhook occupies one of them, but
 * no connection while it is waited for; each kind of delivery limits how many of its jobs use the database.
 */
const eventJobs = 30;

/** The number of connections for the queue itself; the jobs use the pool that all code shares. */
const queueConnections = 12;

/**
 * Runs the hub's background work, scheduled tasks and jobs from the queue in PostgreSQL, until the process is asked to end.
 * First migrates the queue's own tables. While the database is away, full or read-only, it waits for it. On SIGTERM, SIGINT,
 * SIGHUP or the end of its parent process it takes no new jobs, lets running ones finish (long ones stop at their next step),
 * and resolves; a job that has not ended after twelve seconds is put back into the queue.
 * @param onStarted called when it has started, and again each time it has resumed its work
 */
export async function runWorker(onStarted: () => void): Promise<void> {
  const ending = whenAskedToEnd();
  while (!ending.aborted) {
    const pauseMs = await runQueue(ending, onStarted).then(() => resumeMs, pauseAfter);
    await sleep(pauseMs, undefined, { signal: ending }).catch(() => undefined);
  }
  closeSharedMailer();
  await getDb().$disconnect();
  getLog().info("worker stopped");
}

/** How long the worker waits for a database that is away, or to which nothing can be written. @throws any other error */
function pauseAfter(error: unknown): number {
  const isAway = isConnectionLoss(error);
  const reason = isAway ? "it does not answer" : storageWords(error);
  if (reason === null) throw error;
  getLog().warn({ err: error, reason }, "the worker waits for the database");
  return isAway ? resumeMs : unwritableMs;
}

/** Runs the queue until the process is asked to end, or until the queue's runner ends by itself. */
async function runQueue(ending: AbortSignal, onStarted: () => void): Promise<void> {
  const config = getConfig();
  const schedule = listSchedule(config);
  const connection = `quire-worker-${randomUUID()}`;
  const events: WorkerEvents = new EventEmitter();
  const workerId = poolId(events);
  const running = watchJobs(events);
  if (await hasQueue()) await correctTimes(new Date());
  await keepSchedule(schedule);
  const runner = await run(runnerOptions({ schedule, connection, events }));
  const ended = runner.promise.catch((error: unknown) =>
    getLog().error({ err: error }, "the queue's runner failed"),
  );
  const onClockSet = () => {
    getLog().warn("the clock was set: the worker takes up the queue again");
    runner.stop("the clock was set").catch(() => undefined);
  };
  const heartbeat = startHeartbeat({ id: await workerId, connection, running, onClockSet });
  const drained = stopWith(ending, runner);
  try {
    await addFirstJobs(config, schedule);
    getLog().info({ tasks: concurrency }, "worker started");
    onStarted();
    await Promise.race([ended, drained]);
    if (!ending.aborted) getLog().error("the queue's runner ended by itself and is started again");
  } finally {
    if (!ending.aborted) await runner.stop().catch(() => undefined);
    await heartbeat.stop();
  }
}

/** One for each scheduled task, so that no task waits for another, plus those for events. */
const concurrency = Object.keys(tasks).length + eventJobs;

type Queue = { schedule: ScheduleItem[]; connection: string; events: WorkerEvents };

function runnerOptions({ schedule, connection, events }: Queue): RunnerOptions {
  return {
    connectionString: withApplicationName(databaseUrl(), connection),
    taskList: {
      ...Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, queueTask(name, task)])),
      ...queueEventTasks(eventTasks),
    },
    parsedCronItems: cronItems(schedule),
    events,
    concurrency,
    // A job needs a connection only while it is fetched and while it is marked as done, so a few are enough. With one for
    // each concurrent job, two workers would exceed PostgreSQL's default limit.
    maxPoolSize: queueConnections,
    // New jobs wake the worker at once; polling is for jobs that become due later.
    pollInterval: 5000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 100,
    logger: new Logger(writeLog),
  };
}

/** The ids of the jobs that run in this process now. */
function watchJobs(events: WorkerEvents): ReadonlySet<string> {
  const running = new Set<string>();
  events.on("job:start", ({ job }) => running.add(job.id));
  events.on("job:complete", ({ job }) => running.delete(job.id));
  return running;
}

async function addFirstJobs(config: Config, schedule: ScheduleItem[]): Promise<void> {
  if (config.ARXIV_PULL === "on") await pullIfLate();
  await checkBackupFolder();
  if (config.BACKUP_DIR) await backUpIfLate();
  await catchUp(schedule);
  // A hub that has just started should be searchable without waiting for the schedule.
  await enqueue(getDb(), "index-papers");
  if (await needsTerms()) await enqueue(getDb(), "count-terms");
  await resumeWaiting(new Date());
}

/** The id with which this worker will lock jobs. */
function poolId(events: WorkerEvents): Promise<string> {
  return new Promise((resolve) => events.once("pool:create", ({ workerPool }) => resolve(workerPool.id)));
}

/** A database address whose connections appear under this name in PostgreSQL's list of connections. */
function withApplicationName(url: string, connection: string): string {
  const address = new URL(url);
  address.searchParams.set("application_name", connection);
  return address.href;
}

/** The schedule in the queue's format. No job is added while one of the same task waits, runs or is about to be retried. */
function cronItems(schedule: ScheduleItem[]) {
  const items = parseCronItems(
    schedule.map(({ task, match, attempts = usualAttempts }) => ({
      task,
      match,
      options: { jobKey: task, maxAttempts: attempts },
    })),
  );
  // The queue supports this mode for scheduled jobs, too, although its types do not include it there.
  for (const { options } of items) Object.assign(options, { jobKeyMode: "unsafe_dedupe" });
  return items;
}

/** Queues a pull at once if there was none lately, so that a new or resumed hub does not wait for the schedule. */
async function pullIfLate(): Promise<void> {
  const recent = minus(new Date(), { minutes: 30 });
  const last = await getDb().arxivPull.findFirst({ where: { error: null, finishedAt: { gte: recent } } });
  if (!last) await enqueue(getDb(), "pull-from-arxiv");
}

/** Queues a backup at once if the last one is over a day old, or if there is none yet. */
async function backUpIfLate(): Promise<void> {
  const recent = minus(new Date(), { hours: 25 });
  const done = await getDb().task.count({ where: { name: backupTask, succeededAt: { gte: recent } } });
  if (done === 0) await enqueue(getDb(), backupTask);
}

/**
 * Queues the tasks that were due while no worker was running, such as those of the night on a machine that is switched off
 * then. They begin a minute apart, since a hub that has just started has enough to do.
 */
async function catchUp(schedule: ScheduleItem[]): Promise<void> {
  const now = new Date();
  const missed = await listMissed(schedule, now);
  for (const [position, task] of missed.entries())
    await enqueue(getDb(), task, plus(now, { minutes: position }));
  if (missed.length > 0) getLog().info({ tasks: missed }, "tasks that were missed run now");
}

/** Adds the jobs of everything that waits to be sent; a migrated or restored database may have such rows without jobs. */
async function resumeWaiting(now: Date): Promise<void> {
  await addMissedJobs();
  await resumeDigests();
  await resumeDeliveries(getDb(), Prisma.sql`true`);
  await resumeMails(now);
}

/** Aborts when the process is asked to end; a limit then ends it in any case. */
function whenAskedToEnd(): AbortSignal {
  const ending = new AbortController();
  const end = (reason: string) => {
    if (ending.signal.aborted) return;
    ending.abort(reason);
    setTimeout(() => process.exit(1), limitMs).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(signal));
  // The channel to the start program closes when that is killed, and nobody else would end the worker then.
  process.once("disconnect", () => end("the start program has gone"));
  return ending.signal;
}

/** Stops the runner when the process is asked to end. @returns a promise that resolves when the time to finish is over */
function stopWith(ending: AbortSignal, runner: Runner): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      setTimeout(resolve, drainMs).unref();
      runner
        .stop(String(ending.reason))
        .catch((error: unknown) => getLog().error({ err: error }, "worker did not stop cleanly"));
    };
    if (ending.aborted) stop();
    else ending.addEventListener("abort", stop, { once: true });
  });
}

// The queue logs every poll and job at "info"; tasks log what matters themselves.
const levels = { error: "error", warning: "warn", info: "debug", debug: "debug" } as const;

const writeLog: LogFunctionFactory = () => (level, message, meta) => {
  // The queue warns that there are fewer connections than concurrent jobs, which is intended.
  const intended = meta !== undefined && "max" in meta && "concurrency" in meta;
  getLog()[intended ? "debug" : levels[level]]({ err: meta?.error }, message);
};
