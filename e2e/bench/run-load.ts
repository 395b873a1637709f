import type { Line } from "@/e2e/bench/figures";
import type { Job } from "@/e2e/bench/load";
import { runProgram } from "@/e2e/bench/programs";
import type { Measured } from "@/e2e/bench/stats";

/** Sends one kind of request from a separate process, first to warm up and then to measure. */
export async function runLoad(part: string, name: string, job: Job): Promise<Line> {
  process.stdout.write(`  (${part}) ${name} …\n`);
  return { part, name, ...(await runProgram<Measured>("e2e/bench/load.ts", {}, [JSON.stringify(job)])) };
}
