import type { AppError } from "@/lib/base/errors";
import { type Budget, type LimitName, limits } from "@/lib/web/limits/limits";

/** What a call of the API says about the calls that are left (draft-ietf-httpapi-ratelimit-headers). */
export function budgetHeaders({ remaining, seconds }: Budget): Record<string, string> {
  return { RateLimit: `"api";r=${remaining};t=${seconds}`, "RateLimit-Policy": policy("api", "points") };
}

/** What a refusal says about the limit that was used up, and when to try again; nothing for other failures. */
export function refusalHeaders(error: AppError): Record<string, string> {
  const { retryAfter } = error;
  if (retryAfter === undefined) return {};
  const waiting = { "Retry-After": String(retryAfter) };
  // By its fields, not its class: another module graph of the same process may have made it.
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
