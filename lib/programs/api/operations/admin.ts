import { z } from "zod";
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

const one = { ...common, params: idParams, errors: ["not-found", "conflict"] } as const;

const retry = operation(
  {
    id: "retryJob",
    method: "POST",
    path: "/admin/jobs/{id}/again",
    ...one,
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
    ...one,
    summary: "Take a job out of the queue",
    description: "The schedule asks for its task again when that is due.",
    example: { params: { id: "{job}" } },
  },
  ({ viewer, params }) => forgetJob(viewer, params.id),
);

/** Operations on the worker's tasks and jobs, for admins. */
export const adminOperations: Operation[] = [tasks, jobs, retry, forget];

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
