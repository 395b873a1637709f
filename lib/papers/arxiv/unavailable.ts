import { AppError } from "@/lib/base/errors";

/** The one sentence readers see whenever arXiv is down, slow, pacing us or talking nonsense. */
export function arxivUnavailable(retryAfterSeconds?: number): AppError {
  return new AppError(
    "unavailable",
    "arXiv does not answer just now; try again in a few minutes.",
    retryAfterSeconds,
  );
}
