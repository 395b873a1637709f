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
import { resumeMails } from "@/lib/follows/notifications/mail-notifications";
import { closeSharedMailer } from "@/lib/mail/mailer";
import { resumeDeliveries } from "@/lib/programs/webhooks/deliver";
import { enqueue, usualAttempts } from "@/lib/queue/enqueue";
import { keepSchedule } from "@/lib/queue/tasks";
import { needsTerms } from "@/lib/search/search-terms";
import { startHeartbeat } from "@/lib/worker/heartbeat";
import { queueAskedTasks, queueTask } from "@/lib/worker/run-task";
import { listSchedule, type ScheduleItem } from "@/lib/worker/schedule";
import { askedTasks, tasks } from "@/lib/worker/tasks";
import { tellWhatWasLeft } from "@/lib/worker/tell-what-was-left";

/** The start program kills after 15 seconds: before that, what does not end by itself goes back to the queue. */
const drainMs = 12_000;

/** As many jobs that something asked for run at once: webhooks that answer slowly keep a place each until they do. */
const deliveryPlaces = 30;

/** Connections of the queue itself; what the jobs read and write goes through the pool that all code shares. */
const queueConnections = 12;

/**
 * Runs the hub's background work until the process is asked to end: jobs from the queue in PostgreSQL, and the schedule.
 * Brings the queue's own tables up to date first. On SIGTERM, SIGINT or the end of its parent it takes no new job, lets
 * the running ones finish (long ones end at their next step), and resolves; a job that does not end in twelve seconds
 * goes back to the queue.
 */
export async function runWorker(): Promise<void> {
  const config = getConfig();
  const schedule = listSchedule(config);
  const connection = `quire-worker-${randomUUID()}`;
  const events: WorkerEvents = new EventEmitter();
  const pool = once(events);
  // A place for each task of the schedule: none waits for another, however long that takes.
  const places = Object.keys(tasks).length + deliveryPlaces;
  await keepSchedule(schedule);
  const runner = await run({
    connectionString: named(databaseUrl(), connection),
    taskList: {
      ...Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, queueTask(name, task)])),
      ...queueAskedTasks(askedTasks),
    },
    parsedCronItems: cronItems(schedule),
    events,
    concurrency: places,
    // A job holds one only while it is taken and while it is noted as done, so a few serve all places. With one for each
    // place, two workers would use up what a PostgreSQL allows by default.
    maxPoolSize: queueConnections,
    // New jobs wake it at once; it looks by itself for those whose time comes later.
    pollInterval: 5000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 100,
    logger: new Logger(writeLog),
  });
  const heart = startHeartbeat(await pool, connection);
  const drained = stopWhenAsked(runner);
  if (config.ARXIV_PULL === "on") await pullIfLate();
  // A hub just started should not wait a minute to be searched.
  await enqueue(getDb(), "index-papers");
  if (await needsTerms()) await enqueue(getDb(), "count-terms");
  await resumeWaiting(new Date());
  getLog().info({ tasks: places }, "worker started");
  await Promise.race([runner.promise, drained]);
  await heart.stop();
  closeSharedMailer();
  await getDb().$disconnect();
  getLog().info("worker stopped");
}

/** What the queue's jobs will be locked by. */
function once(events: WorkerEvents): Promise<string> {
  return new Promise((resolve) => events.once("pool:create", ({ workerPool }) => resolve(workerPool.id)));
}

function named(url: string, connection: string): string {
  const address = new URL(url);
  address.searchParams.set("application_name", connection);
  return address.href;
}

/** The schedule as the queue wants it. A tick adds nothing while a job of its task waits, runs, or is to be tried again. */
function cronItems(schedule: ScheduleItem[]) {
  const items = parseCronItems(
    schedule.map(({ task, match, attempts = usualAttempts }) => ({
      task,
      match,
      options: { jobKey: task, maxAttempts: attempts },
    })),
  );
  // The queue does so when asked in SQL, though its types know it only for jobs that are not of a schedule.
  for (const { options } of items) Object.assign(options, { jobKeyMode: "unsafe_dedupe" });
  return items;
}

/** A hub that is new or slept should not wait for the next tick of the schedule. */
async function pullIfLate(): Promise<void> {
  const recent = minus(new Date(), { minutes: 30 });
  const last = await getDb().arxivPull.findFirst({ where: { error: null, finishedAt: { gte: recent } } });
  if (!last) await enqueue(getDb(), "pull-from-arxiv");
}

/** Adds the jobs of all that waits to be sent: a database that was migrated or restored may hold rows without them. */
async function resumeWaiting(now: Date): Promise<void> {
  await tellWhatWasLeft();
  await resumeDeliveries(getDb(), Prisma.sql`true`);
  await resumeMails(now);
}

/** @returns settles when it was asked to stop and has had its time */
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
    // The start program holds the other end of this channel: when it is killed, nobody else would end the worker.
    process.once("disconnect", () => stop("the start program has gone"));
  });
}

// The queue's "info" tells of every poll and job; tasks log what matters themselves.
const levels = { error: "error", warning: "warn", info: "debug", debug: "debug" } as const;

const writeLog: LogFunctionFactory = () => (level, message, meta) => {
  // The warning that there are fewer connections than places: that is meant so.
  const intended = meta !== undefined && "max" in meta && "concurrency" in meta;
  getLog()[intended ? "debug" : levels[level]]({ err: meta?.error }, message);
};
