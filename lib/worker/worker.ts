import { isConnectionLoss } from "@/lib/base/connection";
import { completeSettings } from "@/lib/base/env-file";
import { answerWhetherAlive } from "@/lib/base/liveness";
import { getLog, outliveClosedOutput } from "@/lib/base/log";
import { storageWords } from "@/lib/base/storage-failures";
import { runWorker } from "@/lib/worker/run-worker";

// The queue marks jobs as done without waiting for the result, so a connection that is lost meanwhile is a rejection that
// nobody handles. The heartbeat puts such a job back. Anything else is a fault: the process ends, to be started again.
for (const event of ["unhandledRejection", "uncaughtException"] as const)
  process.on(event, (error: unknown) => {
    if (isConnectionLoss(error))
      return getLog().warn({ err: error }, "a connection to the database was lost");
    if (storageWords(error) !== null) return getLog().error({ err: error }, "nothing can be stored");
    getLog().error({ err: error }, "the worker ends after an unexpected error");
    process.exit(1);
  });

answerWhetherAlive();
outliveClosedOutput();
completeSettings();
await runWorker(() => process.send?.("started"));
// An aborted download may keep its socket open for a while, which must not delay the exit.
process.exit(0);
