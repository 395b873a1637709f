import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { getDb } from "@/lib/base/db";
import { addQueueFigures } from "@/lib/web/queue-metrics";

type Kept = { quireMetrics?: Registry; quirePages?: { counts: Record<string, number> } };
const kept = globalThis as Kept;

/** All metrics of this process and the hub, in Prometheus' text format. */
export async function renderMetrics(): Promise<{ text: string; contentType: string }> {
  // Reloaded modules must not register the same figures twice.
  kept.quireMetrics ??= makeRegistry();
  return { text: await kept.quireMetrics.metrics(), contentType: kept.quireMetrics.contentType };
}

function makeRegistry(): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "quire_page_cache_answers",
    help: "Answers of the page cache",
    labelNames: ["kind"],
    registers,
    collect: collectCache,
  });
  new Gauge({
    name: "quire_papers",
    help: "Listed papers (the planner's estimate)",
    registers,
    collect: collectPapers,
  });
  addQueueFigures(registry);
  return registry;
}

function collectCache(this: Gauge<"kind">): void {
  for (const [kind, count] of Object.entries(kept.quirePages?.counts ?? {})) this.set({ kind }, count);
}

async function collectPapers(this: Gauge): Promise<void> {
  const [row] = await getDb().$queryRaw<
    { count: number }[]
  >`SELECT greatest(reltuples, 0)::int AS count FROM pg_class WHERE relname = 'papers'`;
  this.set(row?.count ?? 0);
}
