import { Gauge, type Registry } from "prom-client";
import { readQueue } from "@/lib/queue/health";
import { listTaskCounts } from "@/lib/queue/tasks";

/** Adds the worker's metrics: jobs by state, the longest wait, live workers, runs of each task. */
export function addQueueFigures(registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "quire_jobs",
    help: "Jobs in the queue",
    labelNames: ["state"],
    registers,
    collect: collectJobs,
  });
  new Gauge({
    name: "quire_jobs_oldest_waiting_seconds",
    help: "How long the job that is due and has waited longest has done so",
    registers,
    collect: collectOldest,
  });
  new Gauge({
    name: "quire_workers",
    help: "Workers heard of in two minutes",
    registers,
    collect: collectWorkers,
  });
  new Gauge({
    name: "quire_task_last_success_seconds",
    help: "When a run of the task last began that succeeded, as Unix time",
    labelNames: ["task"],
    registers,
    collect: collectSuccesses,
  });
  new Gauge({
    name: "quire_task_runs",
    help: "Runs of the task so far",
    labelNames: ["task", "outcome"],
    registers,
    collect: collectRuns,
  });
}

const readNow = () => readQueue(new Date());

async function collectJobs(this: Gauge<"state">): Promise<void> {
  const { waiting, running, failed } = await readNow();
  for (const [state, count] of Object.entries({ waiting, running, failed })) this.set({ state }, count);
}

async function collectOldest(this: Gauge): Promise<void> {
  this.set((await readNow()).oldestWaitingSeconds);
}

async function collectWorkers(this: Gauge): Promise<void> {
  this.set((await readNow()).workers);
}

async function collectSuccesses(this: Gauge<"task">): Promise<void> {
  this.reset();
  for (const { name, succeededAt } of await listTaskCounts())
    if (succeededAt) this.set({ task: name }, succeededAt.getTime() / 1000);
}

async function collectRuns(this: Gauge<"task" | "outcome">): Promise<void> {
  this.reset();
  for (const { name, runCount, failedCount } of await listTaskCounts()) {
    this.set({ task: name, outcome: "succeeded" }, runCount - failedCount);
    this.set({ task: name, outcome: "failed" }, failedCount);
  }
}
