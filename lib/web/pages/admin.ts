import { getConfig } from "@/lib/base/config";
import type { Viewer } from "@/lib/people/viewer";
import type { QueueHealth } from "@/lib/queue/health";
import { assertAdmin, type Job, listJobs } from "@/lib/queue/jobs";
import { listTasks, type ScheduledTask } from "@/lib/queue/tasks";
import { checkHub, type HubHealth } from "@/lib/worker/health";

/** What an admin is told about the whole hub. */
export type HubState = {
  /** What is wrong, in sentences. */
  troubles: string[];
  /** Whether it pulls papers from arXiv. */
  pulling: boolean;
  /** How many papers wait to be read again, in a sentence; undefined if none does. */
  waiting: string | undefined;
};

/** The state of the hub, for the first page of the admins. @throws AppError forbidden */
export async function getAdminPage(viewer: Viewer, now: Date): Promise<HubState> {
  assertAdmin(viewer);
  const { troubles, pulling, reading } = await check(now);
  return { troubles, pulling, waiting: reading?.text };
}

export type JobsPage = HubState & {
  jobs: Job[];
  tasks: ScheduledTask[];
  /** Undefined while the database does not answer. */
  queue: QueueHealth | undefined;
};

/** Everything that the page of the worker's queue and schedule shows to an admin. @throws AppError forbidden */
export async function getJobsPage(viewer: Viewer, now: Date): Promise<JobsPage> {
  const [jobs, tasks, { queue, troubles, pulling, reading }] = await Promise.all([
    listJobs(viewer),
    listTasks(viewer, now),
    check(now),
  ]);
  return { jobs, tasks, queue, troubles, pulling, waiting: reading?.text };
}

function check(now: Date): Promise<HubHealth> {
  const { HUB_TIME_ZONE, ARXIV_PULL } = getConfig();
  return checkHub({ now, timeZone: HUB_TIME_ZONE, pulling: ARXIV_PULL === "on" });
}
