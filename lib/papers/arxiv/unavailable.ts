import { AppError } from "@/lib/base/errors";

/** The error that readers see whenever arXiv is down, slow, rate-limiting us or sending unreadable answers. */
export function arxivUnavailable(retryAfterSeconds?: number): AppError {
  return new AppError(
    "unavailable",
    "arXiv does not answer just now; try again in a few minutes.",
    retryAfterSeconds,
  );
}
