import { outcomeWords, taskWords } from "@/components/admin/job-words";
import { Fold } from "@/components/ui/fold";
import { counted } from "@/lib/base/text";
import { scheduleWords } from "@/lib/queue/cron";
import { awayWords, spanWords } from "@/lib/queue/span-words";
import type { ScheduledTask } from "@/lib/queue/tasks";

/** What the worker does by itself: when, how it went last, and opened, the last runs. */
export function TaskList({ tasks, now }: { tasks: ScheduledTask[]; now: Date }) {
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
