import type { Line } from "@/e2e/bench/figures";
import type { Job, Load } from "@/e2e/bench/load";
import { askProgram } from "@/e2e/bench/programs";

const warmUpSeconds = 2;

/** Sends one kind of request from a process of its own, first to warm up and then to measure. */
export async function fire(part: string, name: string, job: Job): Promise<Line> {
  process.stdout.write(`  (${part}) ${name} …\n`);
  const warm = await run({ ...job, seconds: Math.min(warmUpSeconds, job.seconds) });
  const upvotes = job.upvotes && { ...job.upvotes, start: job.upvotes.start + warm.sent };
  const { perSecond, p50, p95, p99, failed } = await run({ ...job, ...(upvotes && { upvotes }) });
  return { part, name, perSecond, p50, p95, p99, failed };
}

function run(job: Job): Promise<Load> {
  return askProgram<Load>("e2e/bench/load.ts", {}, [JSON.stringify(job)]);
}
