import { ActionForm } from "@/components/action-form";
import { jobWords } from "@/components/admin/job-words";
import type { Job } from "@/lib/queue/jobs";
import { forgetJob, retryJob } from "@/lib/web/actions/admin";

/** Jobs of the queue, each with what can be done about it. */
export function JobList({ jobs, now }: { jobs: Job[]; now: Date }) {
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
          {job.state !== "running" && <Controls job={job} />}
        </li>
      ))}
    </ul>
  );
}

function Controls({ job: { id, task, state } }: { job: Job }) {
  const again = state === "failed" ? "Try again" : "Run now";
  return (
    <span className="flex gap-5">
      <ActionForm action={retryJob} submit={again} label={`${again}: ${task}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
      <ActionForm action={forgetJob} submit="Forget" label={`Forget: ${task}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </span>
  );
}
