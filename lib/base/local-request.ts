import { isLoopbackUrl } from "@/lib/base/config";

/**
 * Whether a request was made on this machine and for this machine: its connection comes from a loopback address and through
 * no proxy, and it names a loopback host, which no page of another site can make a browser do.
 * @param headers the request's; the hub's server writes `x-quire-local` itself (lib/server/front)
 */
export function isLocalRequest(headers: Headers): boolean {
  return headers.get("x-quire-local") === "yes" && namesThisMachine(headers);
}

/** Whether a request is known not to be a local one: the hub's server says so, or it names a host that is no loopback one. */
export function isForeignRequest(headers: Headers): boolean {
  return headers.get("x-quire-local") === "no" || !namesThisMachine(headers);
}

function namesThisMachine(headers: Headers): boolean {
  const host = headers.get("host");
  return host !== null && isLoopbackUrl(`http://${host}`);
}
