import type { AppError } from "@/lib/base/errors";
import { type Budget, type LimitName, limits } from "@/lib/web/limits/limits";

/** The headers of an answer that say how many calls are left (draft-ietf-httpapi-ratelimit-headers). */
export function budgetHeaders({ remaining, seconds }: Budget): Record<string, string> {
  return { RateLimit: `"api";r=${remaining};t=${seconds}`, "RateLimit-Policy": policy("api", "points") };
}

/** The headers of a refusal: which limit was used up, and when to retry; none for other failures. */
export function refusalHeaders(error: AppError): Record<string, string> {
  const { retryAfter } = error;
  if (retryAfter === undefined) return {};
  const waiting = { "Retry-After": String(retryAfter) };
  // Known by its fields, since another module graph of the process has a class of its own.
  if (!isTooOften(error)) return waiting;
  const { limit, share } = error;
  return {
    ...waiting,
    RateLimit: `"${limit}";r=0;t=${retryAfter}`,
    "RateLimit-Policy": policy(limit, share),
  };
}

function policy(limit: LimitName, share: "points" | "perAddress"): string {
  return `"fixed window";"${limit}";q=${limits[limit][share]};w=${limits[limit].seconds}`;
}

type TooOften = AppError & { limit: LimitName; share: "points" | "perAddress" };

function isTooOften(error: AppError): error is TooOften {
  return "limit" in error && "share" in error && Object.hasOwn(limits, String(error.limit));
}
