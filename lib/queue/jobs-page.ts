import type { Viewer } from "@/lib/people/viewer";
import { checkQueue, type QueueHealth } from "@/lib/queue/health";
import { type Job, listJobs } from "@/lib/queue/jobs";
import { listTasks, type ScheduledTask } from "@/lib/queue/tasks";

export type JobsPage = {
  jobs: Job[];
  tasks: ScheduledTask[];
  queue: QueueHealth;
  /** What is wrong with the queue and its workers, in sentences. */
  troubles: string[];
};

/** Everything that the page of the worker's queue and schedule shows to an admin. @throws AppError forbidden */
export async function getJobsPage(viewer: Viewer, now: Date): Promise<JobsPage> {
  const [jobs, tasks, { queue, troubles }] = await Promise.all([
    listJobs(viewer),
    listTasks(viewer, now),
    checkQueue(now),
  ]);
  return { jobs, tasks, queue, troubles };
}
