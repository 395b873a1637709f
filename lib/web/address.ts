import ipaddr from "ipaddr.js";
import { normalAddress } from "@/lib/base/config";

/**
 * The client's network address. The hub's server overwrites this header on every request with the socket's address
 * (or, behind a trusted proxy, with the forwarded one), so nobody outside can choose it.
 * @returns an IP address, or "unknown" when the request did not come through that server
 */
export function clientAddress(headers: Headers): string {
  const given = headers.get("x-quire-address");
  return given && ipaddr.isValid(given) ? normalAddress(given) : "unknown";
}

/** The key under which uses by an address are counted: the whole IPv4 address, or the /64 of an IPv6 address, which belongs to one household. */
export function addressKey(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.parse(address)
    .parts.slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
