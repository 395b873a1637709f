import { runWorker } from "@/lib/worker/run-worker";

await runWorker();
// A download that was given up may hold its socket for a while yet; nothing waits for it any more.
process.exit(0);
