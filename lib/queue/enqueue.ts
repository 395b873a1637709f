import { getDb, Prisma, type Tx } from "@/lib/base/db";

/** How often a run that fails is tried in all, where nothing else is said. */
export const usualAttempts = 6;

/**
 * The tasks that are asked for when something happens, each with what it is told. The worker implements them; whoever
 * adds a job needs to know only the name and the payload.
 */
export type Payloads = {
  /** Comments were written. */
  "tell-of-comments": { commentIds: number[] };
  /** An upvote was counted. */
  "tell-of-upvote": { paperId: number; voterId: number };
  /** Papers were listed for the first time. */
  "tell-of-papers": { paperIds: number[] };
  /** Listed papers have a new version, or code. */
  "tell-of-changes": { paperIds: number[] };
  /** New papers can be found by searching. */
  "tell-of-searchable": { paperIds: number[] };
  /** One message to one webhook is due. */
  "deliver-webhook": { deliveryId: number };
  /** An account is no longer banned, and gets what waited for it. */
  "resume-account": { userId: number };
  /** A digest is due, or is to be tried again. */
  "deliver-digest": { digestId: number };
  /** Notifications wait to be mailed to somebody. */
  "mail-notifications": { userId: number };
};

/** A task that is asked for when something happens. */
export type AskedTask = keyof Payloads;

type Asked = {
  /** Jobs that are asked for first run first; a lower number runs before a higher one. Tasks of the schedule have 0. */
  priority: number;
  /** How often a run that throws is tried in all, each time after a longer wait. */
  attempts: number;
};

const cause: Asked = { priority: -1, attempts: 10 };
const delivery: Asked = { priority: 5, attempts: 10 };
const mail: Asked = { priority: 9, attempts: 15 };

/** How each of them is queued: finding out who is to be told comes before telling them, which may take long. */
const asked: Record<AskedTask, Asked> = {
  "tell-of-comments": cause,
  "tell-of-upvote": cause,
  "tell-of-papers": cause,
  "tell-of-changes": cause,
  "tell-of-searchable": cause,
  "resume-account": cause,
  "deliver-webhook": delivery,
  "deliver-digest": mail,
  "mail-notifications": mail,
};

/** Whether a task is one that is asked for when something happens, rather than one of the schedule. */
export function isAskedTask(task: string): task is AskedTask {
  return Object.hasOwn(asked, task);
}

type JobOptions<T = string> = {
  /** One job with this key waits at most: adding another replaces it, with its time and payload. */
  key?: T;
  /** Jobs of one queue run one after the other. */
  queue?: T;
};

/**
 * Adds a job that runs as soon as a worker is free, or from a moment on. It exists when the transaction commits, and
 * never without what was written beside it.
 */
export async function addJob<T extends AskedTask>(
  tx: Pick<Tx, "$queryRaw">,
  task: T,
  payload: Payloads[T],
  { key, queue, runAt }: JobOptions & { runAt?: Date } = {},
): Promise<void> {
  const { priority, attempts } = asked[task];
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, run_at := ${runAt ?? null}::timestamptz,
      job_key := ${key ?? null}, queue_name := ${queue ?? null}, priority := ${priority}::int,
      max_attempts := ${attempts}::int)`;
}

/**
 * The same as an SQL expression: each row of the statement that computes it adds one job.
 * @param payload an SQL expression for each field of the task's payload
 */
export function addJobSql<T extends AskedTask>(
  task: T,
  payload: Record<keyof Payloads[T], Prisma.Sql>,
  { key, queue, runAt }: JobOptions<Prisma.Sql> & { runAt?: Prisma.Sql } = {},
): Prisma.Sql {
  const { priority, attempts } = asked[task];
  const fields = Object.entries<Prisma.Sql>(payload).map(([name, sql]) => Prisma.sql`${name}::text, ${sql}`);
  return Prisma.sql`(graphile_worker.add_job(${task}, json_build_object(${Prisma.join(fields)}),
    run_at := ${runAt ?? nothing}::timestamptz, job_key := ${key ?? nothing}, queue_name := ${queue ?? nothing},
    priority := ${priority}::int, max_attempts := ${attempts}::int)).id`;
}

const nothing = Prisma.sql`NULL`;

/**
 * Puts a task of the schedule in the worker's queue, once however often it is asked for: while it waits or runs there is
 * one job of it, on all workers together. In a transaction, the job exists when that commits. A job that runs already may
 * be past what was just written, which the next tick of the schedule then finds.
 * @param task a name of the schedule
 */
export async function enqueue(tx: Pick<Tx, "$queryRaw">, task: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(${task}, json_build_object(), job_key := ${task},
      max_attempts := coalesce((SELECT attempts FROM tasks WHERE name = ${task}), ${usualAttempts}),
      job_key_mode := 'unsafe_dedupe')`;
}

/** Whether the queue's own tables are there: a database that was not migrated since they were added has none. */
export async function hasQueue(): Promise<boolean> {
  const [row] = await getDb().$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exists`;
  return row?.exists ?? false;
}
