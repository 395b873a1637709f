import { ActionForm } from "@/components/action-form";
import { jobWords, outcomeWords, taskWords } from "@/components/admin/job-words";
import { Troubles } from "@/components/admin/troubles";
import { Section } from "@/components/review/section";
import { Fold } from "@/components/ui/fold";
import { counted } from "@/lib/base/text";
import { scheduleWords } from "@/lib/queue/cron";
import type { QueueHealth } from "@/lib/queue/health";
import type { Job } from "@/lib/queue/jobs";
import { awayWords, spanWords } from "@/lib/queue/span-words";
import type { ScheduledTask } from "@/lib/queue/tasks";
import { forgetJob, retryJob } from "@/lib/web/actions/admin";
import type { JobsPage } from "@/lib/web/pages/admin";

type Props = { page: JobsPage; now: Date };

/** The admin page about the worker: failed, running and waiting jobs, and the schedule. */
export function JobsView({ page: { jobs, tasks, queue, troubles, pulling, waiting }, now }: Props) {
  const failed = jobs.filter(({ state }) => state === "failed");
  const others = jobs.filter(({ state }) => state !== "failed");
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/admin">Admin</a> · Only admins see this page
      </p>
      <h1 className="title">Jobs</h1>
      <p className="mb-5 text-soft">{workerWords(queue, now)}</p>
      <Troubles troubles={troubles} pulling={pulling} waiting={waiting} />
      <Section id="failed" title="Failed" empty={failed.length === 0 && "No failed jobs."}>
        <JobList jobs={failed} now={now} />
      </Section>
      <Section
        id="queue"
        title="Running and waiting"
        empty={others.length === 0 && "Nothing is running or waiting."}
      >
        <JobList jobs={others} now={now} />
      </Section>
      <Section id="schedule" title="Schedule" empty={tasks.length === 0 && "No worker has started yet."}>
        <TaskList tasks={tasks} now={now} />
      </Section>
    </main>
  );
}

function workerWords(queue: QueueHealth | undefined, now: Date): string {
  if (!queue) return "The queue cannot be read.";
  if (queue.workers === 0) return "No worker is running.";
  const seen = queue.workerSeenAt ? `, last seen ${awayWords(new Date(queue.workerSeenAt), now)}` : "";
  return `${counted(queue.workers, "worker")}${seen}.`;
}

function JobList({ jobs, now }: { jobs: Job[]; now: Date }) {
  return (
    <ul>
      {jobs.map((job) => (
        <li
          key={job.id}
          className="flex flex-wrap items-baseline gap-x-5 gap-y-1 border-b border-line py-3 last:border-0"
        >
          <span className="min-w-0 grow basis-64">
            {job.task}
            <span className="hint block">{jobWords(job, now)}</span>
            {job.error && <span className="block text-[13.5px] break-words text-soft">{job.error}</span>}
          </span>
          {job.state !== "running" && <JobButtons job={job} />}
        </li>
      ))}
    </ul>
  );
}

function JobButtons({ job: { id, task, state } }: { job: Job }) {
  const retryLabel = state === "failed" ? "Try again" : "Run now";
  return (
    <span className="flex gap-5">
      <ActionForm action={retryJob} submit={retryLabel} label={`${retryLabel}: ${task}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
      <ActionForm action={forgetJob} submit="Forget" label={`Forget: ${task}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </span>
  );
}

/** The scheduled tasks: when each runs, the result of its last run, and a fold with the last runs. */
function TaskList({ tasks, now }: { tasks: ScheduledTask[]; now: Date }) {
  return (
    <ul>
      {tasks.map((task) => (
        <li key={task.name} className="border-b border-line py-3 last:border-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-5">
            <span>{task.name}</span>
            <span className="text-[13.5px] text-soft">{scheduleWords(task.match)}</span>
          </div>
          <p className="hint">{taskWords(task, now)}</p>
          {task.runs.length > 0 && <Runs task={task} now={now} />}
        </li>
      ))}
    </ul>
  );
}

function Runs({ task, now }: { task: ScheduledTask; now: Date }) {
  return (
    <Fold className="mt-1 text-[13.5px] text-soft">
      <summary className="w-fit cursor-pointer" aria-label={`Last runs of ${task.name}`}>
        Last runs
      </summary>
      <p className="mt-2 text-faint">
        {counted(task.runCount, "run")} so far, {task.failedCount} failed. One that fails is tried{" "}
        {task.attempts} times in all.
      </p>
      <ol className="mt-1">
        {task.runs.map((run) => (
          <li key={run.startedAt.toISOString()} className="py-0.5 break-words tabular-nums">
            {awayWords(run.startedAt, now)}, {spanWords(run.ms)}: {outcomeWords(run)}
          </li>
        ))}
      </ol>
    </Fold>
  );
}
