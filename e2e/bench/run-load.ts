import type { Line } from "@/e2e/bench/figures";
import type { Job } from "@/e2e/bench/load";
import { askProgram } from "@/e2e/bench/programs";
import type { Measured } from "@/e2e/bench/stats";

/** Sends one kind of request from a process of its own, first to warm up and then to measure. */
export async function fire(part: string, name: string, job: Job): Promise<Line> {
  process.stdout.write(`  (${part}) ${name} …\n`);
  return { part, name, ...(await askProgram<Measured>("e2e/bench/load.ts", {}, [JSON.stringify(job)])) };
}
