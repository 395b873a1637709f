import type { Metadata } from "next";
import { JobsView } from "@/components/admin/jobs-view";
import { checkQueue } from "@/lib/queue/health";
import { listJobs } from "@/lib/queue/jobs";
import { listTasks } from "@/lib/queue/tasks";
import { requireAdmin } from "@/lib/web/admin-page";

export const metadata: Metadata = { title: "Jobs", robots: { index: false } };

export default async function JobsPage() {
  const viewer = await requireAdmin();
  const now = new Date();
  const [jobs, tasks, health] = await Promise.all([
    listJobs(viewer),
    listTasks(viewer, now),
    checkQueue(now),
  ]);
  return <JobsView jobs={jobs} tasks={tasks} health={health} now={now} />;
}
