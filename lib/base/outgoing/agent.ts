import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent } from "undici";
import { isAllowedPlace, onlyPublic } from "@/lib/base/outgoing/places";

/**
 * The connections of one call to a host that parsePlace has accepted. The host's addresses are checked when the socket connects,
 * so that DNS cannot point into a private network in between; places in OUTGOING_ALLOW are not checked.
 * @param connectMs the limit for looking up the host and connecting
 */
export function createAgent(url: URL, connectMs: number): Agent {
  const checked = isAllowedPlace(url) ? {} : { lookup: lookupPublic };
  return new Agent({ connect: { timeout: connectMs, ...checked } });
}

const lookupPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    try {
      const [first, ...more] = onlyPublic(addresses);
      if (options.all) return done(null, first ? [first, ...more] : []);
      done(null, first?.address ?? "", first?.family);
    } catch (refusal) {
      done(refusal as Error, []);
    }
  });
};
