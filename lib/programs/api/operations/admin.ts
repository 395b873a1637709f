import { z } from "zod";
import { getMailings, retryDigest, retryDigests, skipDigest } from "@/lib/digests/admin";
import { periodName } from "@/lib/digests/period";
import { idParams, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { forgetJob, type Job, listJobs, retryJob } from "@/lib/queue/jobs";
import { listTasks, type ScheduledTask } from "@/lib/queue/tasks";

const common = { tag: "Admin", access: "admin" } as const;

const runJson = z
  .object({
    startedAt: moment,
    ms: z.int().describe("How long it took, in milliseconds."),
    result: z.unknown().describe("What it gave; null where that was long, or it failed."),
    error: z.string().nullable(),
  })
  .meta({ id: "TaskRun" });

const taskJson = z
  .object({
    name: z.string(),
    match: z.string().describe("When it is due: minute, hour, day, month, weekday, in UTC."),
    attempts: z.int().describe("How often a run that fails is made in all."),
    nextAt: moment.nullable(),
    succeededAt: moment.nullable(),
    runCount: z.int(),
    failedCount: z.int(),
    runs: z.array(runJson).describe("The last 20, the newest first."),
  })
  .meta({ id: "Task", description: "What the worker does by itself." });

const jobJson = z
  .object({
    id: z.int(),
    task: z.string(),
    state: z.enum(["failed", "running", "waiting"]),
    at: moment.describe("When it was given up, began to run, or is due."),
    attempts: z.int().describe("Runs begun so far."),
    maxAttempts: z.int(),
    error: z.string().nullable().describe("Why the last run failed."),
  })
  .meta({ id: "Job" });

const tasks = operation(
  {
    id: "listTasks",
    method: "GET",
    path: "/admin/tasks",
    ...common,
    summary: "List what the worker does by itself",
    description: "Each task with when it is due and how its last runs went.",
    answer: z.object({ items: z.array(taskJson) }).meta({ id: "TaskList" }),
    example: {},
  },
  async ({ viewer, now }) => ({ items: (await listTasks(viewer, now)).map(toTaskJson) }),
);

const jobs = operation(
  {
    id: "listJobs",
    method: "GET",
    path: "/admin/jobs",
    ...common,
    summary: "List the jobs of the worker's queue",
    description: "What was given up first, then what runs, then what waits; at most 100.",
    answer: z.object({ items: z.array(jobJson) }).meta({ id: "JobList" }),
    example: {},
  },
  async ({ viewer }) => ({ items: (await listJobs(viewer)).map(toJobJson) }),
);

const oneJob = { ...common, params: idParams, errors: ["not-found", "conflict"] } as const;

const retry = operation(
  {
    id: "retryJob",
    method: "POST",
    path: "/admin/jobs/{id}/again",
    ...oneJob,
    summary: "Try a job again",
    description: "One that was given up begins anew, one that waits need not wait.",
    example: { params: { id: "{job}" } },
  },
  ({ viewer, params }) => retryJob(viewer, params.id),
);

const forget = operation(
  {
    id: "forgetJob",
    method: "DELETE",
    path: "/admin/jobs/{id}",
    ...oneJob,
    summary: "Take a job out of the queue",
    description: "The schedule asks for its task again when that is due.",
    example: { params: { id: "{job}" } },
  },
  ({ viewer, params }) => forgetJob(viewer, params.id),
);

const digestCounts = z.object({
  waiting: z.int(),
  oldestDueAt: moment.nullable().describe("When what waits longest was due."),
  sentHour: z.int(),
  sentDay: z.int(),
  sentWeek: z.int(),
  emptyWeek: z.int().describe("Not sent this week, since nothing was good enough."),
  skippedWeek: z.int().describe("Not sent this week: too late, or stopped in between."),
  failed: z.int(),
  doubtful: z.int(),
  stopped: z.int().describe("Addresses without mail: they bounced, or their readers complained."),
});

const troubledDigest = z.object({
  id: z.int(),
  state: z.enum(["failed", "doubtful"]),
  email: z.string(),
  feed: z.string(),
  period: z.string(),
  dueAt: moment,
  attempts: z.int(),
  error: z.string().nullable(),
});

const mailingsJson = z
  .object({
    counts: digestCounts,
    troubled: z.array(troubledDigest).describe("The latest first, at most 50."),
    feeds: z
      .array(z.object({ feed: z.string(), subscriptions: z.int(), sentWeek: z.int() }))
      .describe("Those that most readers get, at most 30."),
  })
  .meta({ id: "Mailings" });

const mailings = operation(
  {
    id: "getMailings",
    method: "GET",
    path: "/admin/digests",
    ...common,
    summary: "Read how feeds by mail go",
    description: "How many are sent, and which failed or are doubtful.",
    answer: mailingsJson,
    example: {},
  },
  async ({ viewer, now }) => {
    const { counts, troubled, feeds } = await getMailings(viewer, now);
    return {
      counts: { ...counts, oldestDueAt: counts.oldestDueAt?.toISOString() ?? null },
      troubled: troubled.map((row) => ({
        ...row,
        period: periodName(row.period),
        dueAt: row.dueAt.toISOString(),
      })),
      feeds,
    };
  },
);

const oneDigest = {
  ...common,
  params: idParams,
  errors: ["not-found"],
  example: { params: { id: "{digest}" } },
} as const;

const retryOneDigest = operation(
  {
    id: "retryDigest",
    method: "POST",
    path: "/admin/digests/{id}/again",
    ...oneDigest,
    summary: "Send a digest again that failed or is doubtful",
    description: "A doubtful one may have arrived: the mail server was lost while it took it.",
  },
  ({ viewer, params, now }) => retryDigest(viewer, params.id, now),
);

const skipOneDigest = operation(
  {
    id: "skipDigest",
    method: "POST",
    path: "/admin/digests/{id}/skip",
    ...oneDigest,
    summary: "Let a digest go that failed or is doubtful",
    description: "It is marked as skipped and not tried again.",
  },
  ({ viewer, params }) => skipDigest(viewer, params.id),
);

const retryFailedDigests = operation(
  {
    id: "retryDigests",
    method: "POST",
    path: "/admin/digests/again",
    ...common,
    summary: "Send all digests again that failed in the last day",
    description: "Doubtful ones are not among them.",
    answer: z.object({ digests: z.int() }).meta({ id: "RetriedDigests" }),
    example: {},
  },
  async ({ viewer, now }) => ({ digests: await retryDigests(viewer, now) }),
);

/** Operations on the worker's tasks and jobs and on feeds by mail, for admins. */
export const adminOperations: Operation[] = [
  tasks,
  jobs,
  retry,
  forget,
  mailings,
  retryFailedDigests,
  retryOneDigest,
  skipOneDigest,
];

function toTaskJson(task: ScheduledTask): z.input<typeof taskJson> {
  const { name, match, attempts, runCount, failedCount } = task;
  return {
    name,
    match,
    attempts,
    runCount,
    failedCount,
    nextAt: task.nextAt?.toISOString() ?? null,
    succeededAt: task.succeededAt?.toISOString() ?? null,
    runs: task.runs.map(({ startedAt, ms, result, error }) => ({
      ms,
      result,
      error,
      startedAt: startedAt.toISOString(),
    })),
  };
}

function toJobJson({ id, task, state, at, attempts, maxAttempts, error }: Job): z.input<typeof jobJson> {
  return { id, task, state, at: at.toISOString(), attempts, maxAttempts, error };
}
