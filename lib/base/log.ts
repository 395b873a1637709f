import { writeSync } from "node:fs";
import pino, { type DestinationStream, type Logger } from "pino";
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
 * Creates a log that leaves out secrets: fields with a secret's name, and in any text mail addresses, the hub's own tokens, and
 * what an address holds of secrets: a user name and password, or the token of a mailed link or of a reader's own feed.
 * @param to receives the finished lines instead of standard output
 */
export function createLog(level: string, to?: { write: (line: string) => void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: "[left out]" },
    hooks: { streamWrite: withoutSecrets },
    serializers: { err: errorFields },
  };
  return pino(options, to ?? droppingLines());
}

/** The fields of an error that are texts or numbers: a driver's error also holds the whole connection, over many screens. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const fields = Object.entries(pino.stdSerializers.err(error));
  return Object.fromEntries(fields.filter(([, value]) => Object(value) !== value));
}

/**
 * A destination for lines that drops those that cannot be written, for example because the log is a file on a full disk. Pino's
 * own destination would then end the process, or try for ever while nothing else happens.
 * @param write writes a part of some bytes and returns how many; standard output by default
 */
export function droppingLines(write = (bytes: Buffer) => writeSync(1, bytes)): DestinationStream {
  let dropped = 0;
  let cut = false;
  return {
    write: (line) => {
      const note = dropped > 0 ? `{"level":"warn","dropped":${dropped},"msg":"log lines were lost"}\n` : "";
      const bytes = Buffer.from(`${cut ? "\n" : ""}${note}${line}`);
      const written = writeAll(bytes, write);
      dropped = written === bytes.length ? 0 : dropped + 1;
      // A line of which only the beginning was written is ended before the next one.
      if (written > 0) cut = written < bytes.length;
    },
  };
}

/** Lets this process go on when nobody reads its output any more, such as after the end of a terminal or of `| head`. */
export function outliveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

const mostTries = 100;
const pauseMs = 5;

/** Writes bytes, and waits up to half a second for a pipe that is full. @returns how many were written */
function writeAll(bytes: Buffer, write: (bytes: Buffer) => number): number {
  let written = 0;
  for (let tries = 0; written < bytes.length && tries < mostTries; ) {
    try {
      written += write(bytes.subarray(written));
    } catch (error) {
      if (Object(error).code !== "EAGAIN") break;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
      tries += 1;
    }
  }
  return written;
}

/** A finished line without the secrets in its texts: error messages of drivers and mail servers quote whole addresses. */
function withoutSecrets(line: string): string {
  return secretTexts.reduce((text, [pattern, shown]) => text.replace(pattern, shown), line);
}

// Each pattern begins with fixed characters or is short, because a long word would be searched anew from each of its letters.
const secretTexts: [RegExp, string][] = [
  [/:\/\/[^\s/@"\\]+@/g, "://[left out]@"],
  [/([?&](?:token|csrfToken|email|by)=)[^\s&#"\\]+/g, "$1[left out]"],
  // Those of a provider are long; a search has `code=1`.
  [/([?&](?:code|state)=)[^\s&#"\\]{12,}/g, "$1[left out]"],
  [/(\/feeds\/mine\/|\/subscriptions\/)[\w-]{20,}/g, "$1[left out]"],
  [/\b(qr_|whsec_)[\w-]{20,}/g, "$1[left out]"],
  [/(?<![\w.+'-])[\w.+'-]{1,64}@(?=[\w-]{1,63}\.)[\w.-]{1,253}\.[A-Za-z][\w-]{1,62}/g, "[left out]"],
];
