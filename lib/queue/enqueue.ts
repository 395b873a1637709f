import { getDb, Prisma, type Tx } from "@/lib/base/db";

/** How often a failing task is attempted in total, by default. */
export const usualAttempts = 6;

/**
 * The tasks that follow from an event, rather than from the schedule, each with its payload. The worker implements them;
 * code that adds a job needs only the name and the payload.
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
  /** New papers have become searchable. */
  "tell-of-searchable": { paperIds: number[] };
  /** A delivery to a webhook is due. */
  "deliver-webhook": { deliveryId: number };
  /** A ban was lifted, so that waiting deliveries of the account go on. */
  "resume-account": { userId: number };
  /** A digest is due, or its next attempt is. */
  "deliver-digest": { digestId: number };
  /** A person has notifications that wait to be mailed. */
  "mail-notifications": { userId: number };
};

/** A task that follows from an event. */
export type EventTask = keyof Payloads;

type Queueing = {
  /** A job with a lower number runs before one with a higher number. Scheduled tasks have 0. */
  priority: number;
  /** How often a failing job is attempted in total; the waits between attempts grow. */
  attempts: number;
};

const cause: Queueing = { priority: -1, attempts: 10 };
const delivery: Queueing = { priority: 5, attempts: 10 };
const mail: Queueing = { priority: 9, attempts: 15 };

/** How each task is queued. Finding the recipients of an event comes before the deliveries, which may take long. */
const queueing: Record<EventTask, Queueing> = {
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

/** Whether a task follows from an event, rather than from the schedule. */
export function isEventTask(task: string): task is EventTask {
  return Object.hasOwn(queueing, task);
}

type JobOptions<T = string> = {
  /** At most one job with this key waits: adding another one replaces its time and payload. */
  key?: T;
  /** Jobs of one queue run one after the other. */
  queue?: T;
};

/**
 * Adds a job that runs as soon as a worker is free, or at `runAt`. The job is part of the transaction: it exists only if
 * the transaction commits.
 */
export async function addJob<T extends EventTask>(
  tx: Pick<Tx, "$queryRaw">,
  task: T,
  payload: Payloads[T],
  { key, queue, runAt }: JobOptions & { runAt?: Date } = {},
): Promise<void> {
  const { priority, attempts } = queueing[task];
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, run_at := ${runAt ?? null}::timestamptz,
      job_key := ${key ?? null}, queue_name := ${queue ?? null}, priority := ${priority}::int,
      max_attempts := ${attempts}::int)`;
}

/**
 * `addJob` as an SQL expression, which adds one job for each row of the statement that contains it.
 * @param payload an SQL expression for each field of the task's payload
 */
export function addJobSql<T extends EventTask>(
  task: T,
  payload: Record<keyof Payloads[T], Prisma.Sql>,
  { key, queue, runAt }: JobOptions<Prisma.Sql> & { runAt?: Prisma.Sql } = {},
): Prisma.Sql {
  const { priority, attempts } = queueing[task];
  const fields = Object.entries<Prisma.Sql>(payload).map(([name, sql]) => Prisma.sql`${name}::text, ${sql}`);
  return Prisma.sql`(graphile_worker.add_job(${task}, json_build_object(${Prisma.join(fields)}),
    run_at := ${runAt ?? nothing}::timestamptz, job_key := ${key ?? nothing}, queue_name := ${queue ?? nothing},
    priority := ${priority}::int, max_attempts := ${attempts}::int)).id`;
}

const nothing = Prisma.sql`NULL`;

/**
 * Adds a job for a scheduled task, unless one waits or runs already: all workers together have at most one job of a task.
 * The job exists only if the transaction commits. A job that is running may miss rows that were just written; the next
 * scheduled run then finds them.
 * @param task the name of a scheduled task
 * @param runAt when it is due; at once without it
 */
export async function enqueue(tx: Pick<Tx, "$queryRaw">, task: string, runAt?: Date): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(${task}, json_build_object(), job_key := ${task},
      run_at := ${runAt ?? null}::timestamptz,
      max_attempts := coalesce((SELECT attempts FROM tasks WHERE name = ${task}), ${usualAttempts}),
      job_key_mode := 'unsafe_dedupe')`;
}

/** Whether the tables of the job queue exist; they are missing in a database that has never been migrated by this version. */
export async function hasQueue(): Promise<boolean> {
  const [row] = await getDb().$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exists`;
  return row?.exists ?? false;
}
