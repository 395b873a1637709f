import { cpus, totalmem } from "node:os";

/** One line that describes the machine of a measurement. @param postgres the version of PostgreSQL */
export function machineLine(postgres: string): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? "unknown processor";
  return `${processors.length} cores (${model}), ${memory} GB memory, Node ${process.versions.node}, PostgreSQL ${postgres}`;
}
