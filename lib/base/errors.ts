/** The codes of expected failures, each with its HTTP status. */
export const errorStatus = {
  invalid: 400,
  "signed-out": 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  gone: 410,
  "too-large": 413,
  unprocessable: 422,
  "too-many": 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/**
 * An expected failure with a code and one plain sentence that a reader may see. Only lib/ throws it, and
 * lib/web/respond.ts turns it into a response.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The number of seconds after which a retry makes sense. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = "AppError";
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** Whether this is an AppError. Goes by its fields, since another module graph of the process has a class of its own. */
export function isAppError(reason: unknown): reason is AppError {
  if (!(reason instanceof Error) || reason.name !== "AppError" || !("code" in reason)) return false;
  return Object.hasOwn(errorStatus, String(reason.code));
}

/** The code that Node, a driver or PostgreSQL gave an error, such as "ENOENT" or "57P03"; "" for one without. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What an error says; anything else that was thrown, as text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
