import type { Query } from "@/e2e/drill/hub";

/** How often the hub looks for due digests, in milliseconds; by its own schedule it does so once a minute. */
const everyMs = 3000;

/** Lets the hub look for due digests all the time. @returns a function that ends this */
export function keepFindingDigests(query: Query): () => void {
  const timer = setInterval(() => {
    // While the database is away, nobody looks.
    query(addJob).catch(() => undefined);
  }, everyMs);
  return () => clearInterval(timer);
}

const addJob =
  "SELECT graphile_worker.add_job('send-digests', job_key := 'send-digests', job_key_mode := 'unsafe_dedupe')";
