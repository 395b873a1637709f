import { cpus, totalmem } from "node:os";

/** One line on what the figures were taken on. */
export function machineLine(postgres: string): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? "unknown processor";
  return `${processors.length} cores (${model}), ${memory} GB memory, Node ${process.versions.node}, PostgreSQL ${postgres}`;
}
