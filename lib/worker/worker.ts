import { runWorker } from "@/lib/worker/run-worker";

await runWorker();
// An aborted download may keep its socket open for a while, which must not delay the exit.
process.exit(0);
