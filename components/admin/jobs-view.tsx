import { JobList } from "@/components/admin/job-list";
import { TaskList } from "@/components/admin/task-list";
import { Troubles } from "@/components/admin/troubles";
import { Section } from "@/components/review/section";
import { counted } from "@/lib/base/text";
import type { QueueHealth } from "@/lib/queue/health";
import type { JobsPage } from "@/lib/queue/jobs-page";
import { awayWords } from "@/lib/queue/span-words";

type Props = { page: JobsPage; now: Date };

/** The worker's queue and schedule. */
export function JobsView({ page: { jobs, tasks, queue, troubles }, now }: Props) {
  const failed = jobs.filter(({ state }) => state === "failed");
  const others = jobs.filter(({ state }) => state !== "failed");
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/admin">Admin</a> · Only admins see this page
      </p>
      <h1 className="title">Jobs</h1>
      <p className="mb-5 text-soft">{workerWords(queue, now)}</p>
      <Troubles troubles={troubles} />
      <Section
        id="failed"
        title="Given up"
        empty={failed.length === 0 && "Nothing failed as often as it is tried."}
      >
        <JobList jobs={failed} now={now} />
      </Section>
      <Section
        id="queue"
        title="Running and waiting"
        empty={others.length === 0 && "Nothing runs or waits just now."}
      >
        <JobList jobs={others} now={now} />
      </Section>
      <Section
        id="schedule"
        title="Schedule"
        empty={tasks.length === 0 && "No worker has told its schedule yet."}
      >
        <TaskList tasks={tasks} now={now} />
      </Section>
    </main>
  );
}

function workerWords({ workers, workerSeenAt }: QueueHealth, now: Date): string {
  if (workers === 0) return "No worker is running.";
  const seen = workerSeenAt ? `, heard of ${awayWords(new Date(workerSeenAt), now)}` : "";
  return `${counted(workers, "worker")}${seen}.`;
}
