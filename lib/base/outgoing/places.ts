import type { LookupAddress } from "node:dns";
import ipaddr from "ipaddr.js";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";

/** Why something is not sent to an address, in words for the person who gave it. */
export class Unreachable extends Error {}

const allowedIpv6 = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** Whether an IP address is one machine's on the public internet: not this machine, not its network, not a tunnel. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  // What the library has no name for counts as unicast; of IPv6 only this part was ever given out.
  return parsed instanceof ipaddr.IPv4 || parsed.match(allowedIpv6);
}

/**
 * An address that the hub may send to, as far as one can tell without asking for its host's addresses.
 * @throws AppError invalid
 */
export function parsePlace(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new AppError("invalid", "Give an address that begins with https:// or http://.");
  if (url.username || url.password)
    throw new AppError("invalid", "Give an address without a password in it.");
  if (isAllowedPlace(url)) return url;
  const port = portOf(url);
  if (port < 1024 && port !== 80 && port !== 443)
    throw new AppError("invalid", "Of the ports below 1024 the hub calls 80 and 443 alone.");
  // The URL parser has written every spelling of an IP address (0x7f.1, 2130706433) in the usual way.
  const host = bareHost(url);
  if (isThisMachine(host) || (ipaddr.isValid(host) && !isPublic(host)))
    throw new AppError("invalid", "This address is inside a private network, where the hub sends nothing.");
  return url;
}

/** Whether whoever runs the hub has let it call this place, wherever it is. */
export function isAllowedPlace(url: URL): boolean {
  const place = `${url.hostname}:${portOf(url)}`;
  return getConfig().OUTGOING_ALLOW.some((allowed) => allowed.toLowerCase() === place);
}

/** The addresses of a host. @throws Unreachable unless all of them are public: one that is not is a trap */
export function onlyPublic(addresses: LookupAddress[]): LookupAddress[] {
  if (addresses.every(({ address }) => isPublic(address))) return addresses;
  throw new Unreachable("The host is inside a private network, where the hub sends nothing.");
}

function isThisMachine(host: string): boolean {
  return /(^|\.)localhost\.?$/.test(host);
}

function portOf({ port, protocol }: URL): number {
  return port ? Number(port) : protocol === "https:" ? 443 : 80;
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}
