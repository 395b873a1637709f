import { AppError } from "@/lib/base/errors";

/**
 * The error that readers see whenever arXiv is down, slow, rate-limiting us or sending unreadable answers.
 * @param detail what happened, for whoever runs the hub; readers do not see it
 */
export function arxivUnavailable(retryAfterSeconds?: number, detail?: string): AppError {
  const error = new AppError(
    "unavailable",
    "arXiv does not answer just now; try again in a few minutes.",
    retryAfterSeconds,
  );
  error.cause = detail;
  return error;
}

/** What went wrong with arXiv, in words for whoever runs the hub. */
export function arxivErrorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return typeof error.cause === "string" ? error.cause : error.message;
}
