import pino, { type Logger } from "pino";
import pretty from "pino-pretty";
import { getConfig } from "@/lib/base/config";

const secretNames = ["password", "secret", "token", "sessionToken", "authorization", "cookie", "email"];

/**
 * The log of this process on standard output, at the level LOG_LEVEL. LOG_FORMAT chooses between readable lines and one
 * JSON object per line; by default a terminal gets readable lines.
 */
export function getLog(): Logger {
  log ??= createProcessLog();
  return log;
}

function createProcessLog(): Logger {
  const { LOG_LEVEL, LOG_FORMAT } = getConfig();
  const pretty = LOG_FORMAT === undefined ? process.stdout.isTTY : LOG_FORMAT === "pretty";
  return createLog(LOG_LEVEL, pretty ? prettyLines() : undefined);
}

/** Converts JSON lines to readable ones: `[14:02:11] WARN: search is not ready`, followed by the other fields. */
function prettyLines(): { write: (line: string) => void } {
  return pretty({
    colorize: process.stdout.isTTY,
    translateTime: "SYS:HH:MM:ss",
    singleLine: true,
    sync: true,
    destination: 1,
  });
}

let log: Logger | undefined;

/**
 * Creates a log that leaves out secrets: fields with a secret's name, and the user name and password in any address.
 * @param to receives the finished lines instead of standard output
 */
export function createLog(level: string, to?: { write: (line: string) => void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: "[left out]" },
    hooks: { streamWrite: (line: string) => line.replace(addressCredentials, "://[left out]@") },
  };
  return to ? pino(options, to) : pino(options);
}

// Error messages of drivers quote whole addresses, which redaction by field name does not catch. The protocol before is not
// looked at: in a long word it would be searched for from each letter.
const addressCredentials = /:\/\/[^\s/@"\\]+@/g;
