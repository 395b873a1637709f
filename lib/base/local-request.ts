import { isLoopbackUrl } from "@/lib/base/config";

/**
 * Whether a request was made on this machine and for this machine: its connection comes from a loopback address and through
 * no proxy, and it names a loopback host, which no page of another site can make a browser do.
 * @param headers the request's; the hub's server writes `x-quire-local` itself (lib/server/front)
 */
export function isLocalRequest(headers: Headers): boolean {
  const host = headers.get("host");
  return headers.get("x-quire-local") === "yes" && host !== null && isLoopbackUrl(`http://${host}`);
}
