/** Why nothing can be stored, where whoever runs the hub can do something about it. */
type StorageFailure = "full" | "read-only" | "forbidden" | "files" | "memory" | "connections";

/** Error codes of the operating system, SQLSTATEs of PostgreSQL, and a code of Prisma. */
const failures: Record<string, StorageFailure> = {
  ENOSPC: "full",
  EDQUOT: "full",
  "53100": "full",
  EROFS: "read-only",
  "25006": "read-only",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EMFILE: "files",
  ENFILE: "files",
  "53200": "memory",
  "53300": "connections",
  P2037: "connections",
};

// The search engine reports errors of the file system in words, with the number that Linux gives them.
const numbers: Record<string, StorageFailure> = { 28: "full", 122: "full", 30: "read-only", 13: "forbidden" };

const words: Record<StorageFailure, string> = {
  full: "the disk is full",
  "read-only": "it is read-only",
  forbidden: "this program may not write there",
  files: "too many files are open",
  memory: "the database has no memory left",
  connections: "the database accepts no more connections",
};

const maxDepth = 8;

function findFailure(error: unknown): StorageFailure | null {
  let at = error;
  for (let depth = 0; depth < maxDepth && typeof at === "object" && at !== null; depth++) {
    const { code, originalCode, message, cause, meta }: Record<string, unknown> = { ...at, ...textOf(at) };
    const number = /\bos error (\d+)\b/.exec(String(message))?.[1] ?? "";
    const found = failures[String(originalCode)] ?? failures[String(code)] ?? numbers[number];
    if (found) return found;
    at = cause ?? Object(meta).driverAdapterError;
  }
  return null;
}

// The message and cause of an Error are not enumerable, so a spread leaves them out.
function textOf(error: object): { message?: string; cause?: unknown } {
  return error instanceof Error ? { message: error.message, cause: error.cause } : {};
}

/**
 * Why an error kept the hub from storing something: a full or read-only disk or database, missing permissions, too many
 * files or connections, no memory. Looks through the causes of the error.
 * @returns words that follow a colon, such as "the disk is full"; null for any other error
 */
export function storageWords(error: unknown): string | null {
  const failure = findFailure(error);
  return failure && words[failure];
}
