import pino, { type Logger } from "pino";
import { getConfig } from "@/lib/base/config";

const secretNames = ["password", "secret", "token", "sessionToken", "authorization", "cookie", "email"];

/** The log of this process: one JSON object a line on standard output, at the level of LOG_LEVEL. */
export function getLog(): Logger {
  log ??= createLog(getConfig().LOG_LEVEL);
  return log;
}

let log: Logger | undefined;

/**
 * A log that leaves secrets out: fields named like one, and the name and password in any address.
 * @param to takes finished lines instead of standard output
 */
export function createLog(level: string, to?: { write: (line: string) => void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: "[left out]" },
    hooks: { streamWrite: (line: string) => line.replace(addressCredentials, "$1[left out]@") },
  };
  return to ? pino(options, to) : pino(options);
}

// Error messages of drivers and fetchers quote whole addresses; no field name would give those away.
const addressCredentials = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@"\\]+@/gi;
