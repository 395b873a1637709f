import { AsyncLocalStorage } from "node:async_hooks";
import { AppError, isAppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";

/**
 * Why the database did not do what was asked, though the statement was right: it cannot be reached or ended the
 * connection (`away`), it accepts no more connections (`full`), or it took longer than is allowed (`slow`).
 */
export type FailureKind = "away" | "full" | "slow";

/** SQLSTATEs of PostgreSQL, codes and kinds of Prisma and of its driver adapter, and codes of Node. */
const kinds: Record<FailureKind, Set<string>> = {
  away: new Set(
    `57P01 57P02 57P03 57P05 25P03 P1001 P1002 P1008 P1017
    ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOTFOUND EAI_AGAIN
    DatabaseNotReachable ConnectionClosed SocketTimeout`.split(/\s+/),
  ),
  full: new Set(["53300", "P2037", "TooManyConnections"]),
  // Of transactions that wait for each other in a circle, PostgreSQL gives up one (40P01).
  slow: new Set(["57014", "55P03", "40P01", "P2024", "P2028"]),
};

/** The driver's own errors have no code. */
const driverWords: Record<string, FailureKind> = {
  "Connection terminated": "away",
  "Connection terminated unexpectedly": "away",
  "Connection terminated due to connection timeout": "away",
  "Client has encountered a connection error and is not queryable": "away",
  "Client was closed and is not queryable": "away",
  "timeout expired": "away",
  "timeout exceeded when trying to connect": "slow",
  "Query read timeout": "slow",
};

/** What readers are told, and the number of seconds after which a retry makes sense. */
const answers: Record<FailureKind, { sentence: string; retryAfter: number }> = {
  away: {
    sentence:
      "The hub cannot reach its database. It comes back by itself; please try again in a few seconds.",
    retryAfter: 5,
  },
  full: {
    sentence:
      "The hub's database accepts no more connections at the moment; please try again in a few seconds.",
    retryAfter: 5,
  },
  slow: {
    sentence: "The hub's database took too long to answer; please try again in a minute.",
    retryAfter: 60,
  },
};

/**
 * What a statement throws in place of the driver's error when the database failed. It has no `code`, so that Prisma
 * throws it on as it is.
 */
export class DatabaseUnavailable extends Error {
  constructor(
    readonly kind: FailureKind,
    cause: unknown,
  ) {
    super(answers[kind].sentence, { cause });
    this.name = "DatabaseUnavailable";
  }
}

const maxDepth = 6;

/** The kind of failure that an error of the driver or of Prisma stands for, by itself or by its causes; null for any other error. */
export function failureKind(error: unknown, depth = 0): FailureKind | null {
  if (typeof error !== "object" || error === null || depth > maxDepth) return null;
  // This is how `fetch` reports that some other server cannot be reached.
  if (error instanceof TypeError) return null;
  const field = (name: string): unknown => Reflect.get(error, name);
  for (const name of ["code", "originalCode", "kind"]) {
    const kind = kindOfCode(field(name));
    if (kind) return kind;
  }
  const kind = driverWords[String(field("message"))];
  if (kind) return kind;
  // A host name with several addresses gives one error for each of them.
  const all = field("errors");
  const causes = [
    field("cause"),
    field("meta"),
    field("driverAdapterError"),
    ...(Array.isArray(all) ? all : []),
  ];
  for (const cause of causes) {
    const found = failureKind(cause, depth + 1);
    if (found) return found;
  }
  return null;
}

function kindOfCode(code: unknown): FailureKind | null {
  if (typeof code !== "string") return null;
  if (/^08[0-9A-Z]{3}$/.test(code)) return "away";
  return (["away", "full", "slow"] as const).find((kind) => kinds[kind].has(code)) ?? null;
}

/** The answer to a request that met a failure of this kind. */
export function unavailable(kind: FailureKind): AppError {
  const { sentence, retryAfter } = answers[kind];
  return new AppError("unavailable", sentence, retryAfter);
}

/**
 * An expected failure as an AppError: one that was thrown as such, or a failure of the database; null for any other
 * reason, which is a fault of the hub.
 */
export function toAppError(reason: unknown): AppError | null {
  if (isAppError(reason)) return reason;
  // Known by its name, since another module graph of the process has a class of its own. Codes alone do not count here:
  // other servers refuse connections, too.
  const ours = reason instanceof Error && /^(DatabaseUnavailable|PrismaClient\w+)$/.test(reason.name);
  const kind = ours ? failureKind(reason) : null;
  return kind && unavailable(kind);
}

/** What the database layer notes about a request while it is answered. */
export type RequestNotes = { failure: FailureKind | null };

type Kept = {
  quireRequests?: AsyncLocalStorage<RequestNotes>;
  quireDatabase?: {
    /** When a failure was last met, as `performance.now()`. */
    failedAt: number;
    kind: FailureKind | null;
    /** Since when there was no success after a failure; null while statements succeed. */
    since: number | null;
  };
};

// Shared through globalThis: the two module graphs of the web process would otherwise each have their own.
const kept = globalThis as Kept;
kept.quireRequests ??= new AsyncLocalStorage();
kept.quireDatabase ??= { failedAt: Number.NEGATIVE_INFINITY, kind: null, since: null };
const { quireRequests: requests, quireDatabase: state } = kept;

/** Runs the answering of a request; the database layer notes in `notes` if a statement of it fails for good. */
export function withRequestNotes<T>(notes: RequestNotes, run: () => T): T {
  return requests.run(notes, run);
}

/** The kind of the last failure since a time of `performance.now()`, of any request of this process; null without one. */
export function failureSince(since: number): FailureKind | null {
  return state.failedAt >= since ? state.kind : null;
}

/**
 * Notes that a statement failed because of the database. The log says so once, until statements succeed again; a statement
 * that took too long is logged each time.
 */
export function noteFailure(kind: FailureKind, err: unknown): void {
  const notes = requests.getStore();
  if (notes) notes.failure = kind;
  const isNew = state.since === null || state.kind !== kind;
  Object.assign(state, { kind, failedAt: performance.now(), since: state.since ?? performance.now() });
  if (kind === "slow") getLog().warn({ err }, "a statement took too long and was stopped");
  else if (isNew) getLog().error({ err }, logWords[kind]);
}

const logWords = {
  away: "the database cannot be reached, or ended a connection",
  full: "the database accepts no more connections",
};

/** Notes that a statement succeeded. */
export function noteSuccess(): void {
  if (state.since === null) return;
  const seconds = Math.round((performance.now() - state.since) / 1000);
  if (state.kind !== "slow") getLog().info({ seconds }, "the database answers again");
  state.since = null;
}
