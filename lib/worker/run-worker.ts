import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import {
  type LogFunctionFactory,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type WorkerEvents,
} from "graphile-worker";
import { getConfig } from "@/lib/base/config";
import { databaseUrl, getDb, Prisma } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { minus } from "@/lib/base/time";
import { resumeDigests } from "@/lib/digests/find-due-digests";
import { resumeMails } from "@/lib/follows/notifications/mail-notifications";
import { closeSharedMailer } from "@/lib/mail/mailer";
import { resumeDeliveries } from "@/lib/programs/webhooks/deliver";
import { enqueue, usualAttempts } from "@/lib/queue/enqueue";
import { keepSchedule } from "@/lib/queue/tasks";
import { needsTerms } from "@/lib/search/search-terms";
import { startHeartbeat } from "@/lib/worker/heartbeat";
import { addMissedJobs } from "@/lib/worker/missed-jobs";
import { queueEventTasks, queueTask } from "@/lib/worker/run-task";
import { listSchedule, type ScheduleItem } from "@/lib/worker/schedule";
import { eventTasks, tasks } from "@/lib/worker/tasks";

/** The start program kills the worker after 15 seconds. Jobs that have not ended before then are put back into the queue. */
const drainMs = 12_000;

/**
 * How many jobs that follow from events run beside the tasks of the schedule. Each slow webhook occupies one of them, but
 * no connection while it is waited for; each kind of delivery limits how many of its jobs use the database.
 */
const eventJobs = 30;

/** The number of connections for the queue itself; the jobs use the pool that all code shares. */
const queueConnections = 12;

/**
 * Runs the hub's background work, scheduled tasks and jobs from the queue in PostgreSQL, until the process is asked to end.
 * First migrates the queue's own tables. On SIGTERM, SIGINT or the end of its parent process it takes no new jobs, lets
 * running ones finish (long ones stop at their next step), and resolves; a job that has not ended after twelve seconds is
 * put back into the queue.
 */
export async function runWorker(): Promise<void> {
  const config = getConfig();
  const schedule = listSchedule(config);
  const connection = `quire-worker-${randomUUID()}`;
  const events: WorkerEvents = new EventEmitter();
  const workerId = poolId(events);
  // One for each scheduled task, so that no task waits for another, plus those for events.
  const concurrency = Object.keys(tasks).length + eventJobs;
  await keepSchedule(schedule);
  const runner = await run({
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
  });
  const heartbeat = startHeartbeat(await workerId, connection);
  const drained = stopWhenAsked(runner);
  if (config.ARXIV_PULL === "on") await pullIfLate();
  // A hub that has just started should be searchable without waiting for the schedule.
  await enqueue(getDb(), "index-papers");
  if (await needsTerms()) await enqueue(getDb(), "count-terms");
  await resumeWaiting(new Date());
  getLog().info({ tasks: concurrency }, "worker started");
  await Promise.race([runner.promise, drained]);
  await heartbeat.stop();
  closeSharedMailer();
  await getDb().$disconnect();
  getLog().info("worker stopped");
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

/** Adds the jobs of everything that waits to be sent; a migrated or restored database may have such rows without jobs. */
async function resumeWaiting(now: Date): Promise<void> {
  await addMissedJobs();
  await resumeDigests();
  await resumeDeliveries(getDb(), Prisma.sql`true`);
  await resumeMails(now);
}

/** Stops the runner when the process is asked to end. @returns a promise that resolves when the time to finish is over */
function stopWhenAsked(runner: Runner): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (reason: string) => {
      if (stopping) return;
      stopping = true;
      setTimeout(resolve, drainMs).unref();
      runner
        .stop(reason)
        .catch((error: unknown) => getLog().error({ err: error }, "worker did not stop cleanly"));
    };
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(signal));
    // The channel to the start program closes when that is killed, and nobody else would end the worker then.
    process.once("disconnect", () => stop("the start program has gone"));
  });
}

// The queue logs every poll and job at "info"; tasks log what matters themselves.
const levels = { error: "error", warning: "warn", info: "debug", debug: "debug" } as const;

const writeLog: LogFunctionFactory = () => (level, message, meta) => {
  // The queue warns that there are fewer connections than concurrent jobs, which is intended.
  const intended = meta !== undefined && "max" in meta && "concurrency" in meta;
  getLog()[intended ? "debug" : levels[level]]({ err: meta?.error }, message);
};
