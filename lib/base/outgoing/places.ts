import type { LookupAddress } from "node:dns";
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import { getConfig, normalAddress } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";

/** A host is inside a private network. Only the hub's own code sees this: the person who named the host is not told. */
export class PrivateHost extends Error {}

const allowedIpv6 = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** Whether an IP address belongs to a machine on the public internet: not to this machine, its network or a tunnel. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || isOwnAddress(parsed.toString())) return false;
  // ipaddr.js also calls unassigned ranges unicast; of IPv6 only this range has been allocated so far.
  return parsed instanceof ipaddr.IPv4 || parsed.match(allowedIpv6);
}

/** Whether an address is one of this machine's: behind it, even a public one, are programs that a firewall keeps from others. */
function isOwnAddress(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((them) => them ?? []);
  return own.some((one) => normalAddress(one.address) === address);
}

/**
 * Parses an address that the hub may send to, as far as can be told without a DNS lookup.
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
    throw new AppError("invalid", "Only ports 80, 443 and those above 1023 are allowed.");
  // The URL parser has normalized every spelling of an IP address (0x7f.1, 2130706433).
  const host = bareHost(url);
  if (isThisMachine(host) || (ipaddr.isValid(host) && !isPublic(host)))
    throw new AppError("invalid", "This address is inside a private network, where the hub sends nothing.");
  return url;
}

/** Whether OUTGOING_ALLOW lists the host and port of an address, so that it may be called even on a private network. */
export function isAllowedPlace(url: URL): boolean {
  const place = `${url.hostname}:${portOf(url)}`;
  return getConfig().OUTGOING_ALLOW.some((allowed) => allowed.toLowerCase() === place);
}

/** Returns the addresses of a host if all of them are public. @throws PrivateHost if any is not: such a host may be an attack */
export function onlyPublic(addresses: LookupAddress[]): LookupAddress[] {
  if (addresses.every(({ address }) => isPublic(address))) return addresses;
  throw new PrivateHost("The host is inside a private network, where the hub sends nothing.");
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
