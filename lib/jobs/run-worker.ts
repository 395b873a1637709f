import {
  type LogFunctionFactory,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
} from "graphile-worker";
import { getConfig } from "@/lib/config";
import { databaseUrl, getDb } from "@/lib/db";
import { enqueue } from "@/lib/jobs/queue";
import { listSchedule } from "@/lib/jobs/schedule";
import { type Task, type TaskName, tasks } from "@/lib/jobs/tasks";
import { getLog } from "@/lib/log";
import { needsTerms } from "@/lib/search/terms";

/**
 * Runs the hub's background work until the process is asked to end: jobs from the queue in PostgreSQL, and the schedule.
 * Brings the queue's own tables up to date first. On SIGTERM, SIGINT or the end of its parent it takes no new job, lets
 * the running ones finish (long ones end at their next step), and resolves.
 */
export async function runWorker(): Promise<void> {
  const config = getConfig();
  const runner = await run({
    connectionString: databaseUrl(),
    taskList: taskList(),
    parsedCronItems: parseCronItems(listSchedule(config).map(cronItem)),
    // A first harvest and a first indexing take long: they leave room for what is due each minute.
    concurrency: 4,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 100,
    logger: new Logger(writeLog),
  });
  stopWhenAsked(runner);
  if (config.ARXIV_PULL === "on") await pullIfLate();
  // A hub just started should not wait a minute to be searched.
  await enqueue(getDb(), "index-papers");
  if (await needsTerms()) await enqueue(getDb(), "count-terms");
  getLog().info({ tasks: Object.keys(tasks).length }, "worker started");
  await runner.promise;
  await getDb().$disconnect();
  getLog().info("worker stopped");
}

function taskList(): TaskList {
  const entries = Object.entries(tasks).map(([name, task]) => [name, logged(name, task)] as const);
  return Object.fromEntries(entries);
}

function logged(name: string, task: Task): NonNullable<TaskList[string]> {
  return async (_payload, { abortSignal }) => {
    const started = Date.now();
    const result = await task({ now: new Date(), signal: abortSignal });
    getLog().info({ task: name, ms: Date.now() - started, result }, "job done");
  };
}

function cronItem({ task, match }: { task: TaskName; match: string }) {
  // A failed job is not tried again: the next tick is. Named queues would stay locked for hours after a crash.
  return { task, match, options: { jobKey: task, maxAttempts: 1 } };
}

/** A hub that is new or slept should not wait for the next tick of the schedule. */
async function pullIfLate(): Promise<void> {
  const recent = new Date(Date.now() - 30 * 60_000);
  const last = await getDb().arxivPull.findFirst({ where: { error: null, finishedAt: { gte: recent } } });
  if (!last) await enqueue(getDb(), "pull-from-arxiv");
}

function stopWhenAsked(runner: Runner): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    runner
      .stop(reason)
      .catch((error: unknown) => getLog().error({ err: error }, "worker did not stop cleanly"));
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(signal));
  // The start program holds the other end of this channel: when it is killed, nobody else would end the worker.
  process.once("disconnect", () => stop("the start program has gone"));
}

// The queue's "info" tells of every poll and job; tasks log what matters themselves.
const levels = { error: "error", warning: "warn", info: "debug", debug: "debug" } as const;

const writeLog: LogFunctionFactory = () => (level, message, meta) =>
  getLog()[levels[level]]({ err: meta?.error }, message);
