import type { IncomingMessage, Server } from "node:http";
import { type AddressInfo, createServer, type Server as NetServer } from "node:net";
import ipaddr from "ipaddr.js";

/** Headers by which proxies name the client that they ask for, or themselves, in the spellings that are in use. */
const forwardingHeader =
  /forward|^via$|(^|-)(real|client|remote|connecting|original)-?(ip|addr|host|url|uri)|^x-original-|^x-envoy-|^x-proxy|^proxy-|^cf-|^cdn-|^fly-|^fastly-|^x-(amzn?|azure|arr|appengine|vercel|varnish|cache|nginx)(-|$)|^x-(scheme|server-name|http-host|request-uri|tunnel.*)$|^ngrok-/;

/** Where a server listens: the addresses it has, and the one by which this process reaches itself. */
export type Listening = { addresses: string[]; ownAddress: string; close: () => void };

/**
 * Makes a web server listen on several addresses at one port.
 * @param addresses network addresses; none means all addresses of the machine
 * @param optional addresses that this machine may lack, such as `::1` where IPv6 is switched off
 * @throws when an address that is not optional cannot be used, or when none could be
 */
export async function listenOn(
  server: Server,
  { port, addresses, optional = [] }: { port: number; addresses: string[]; optional?: string[] },
): Promise<Listening> {
  // One HTTP server serves all addresses: the listener of each further one hands its connections on.
  const listeners: NetServer[] = [];
  for (const address of addresses.length ? addresses : [undefined]) {
    const listener = listeners.length ? connectionsFor(server) : server;
    try {
      await listen(listener, port, address);
      listeners.push(listener);
    } catch (error) {
      if (address && optional.includes(address) && isMissingAddress(error)) continue;
      for (const opened of listeners) opened.close();
      throw error;
    }
  }
  const found = listeners.map((listener) => (listener.address() as AddressInfo).address);
  if (!found[0]) throw new Error(`None of the addresses ${addresses.join(", ")} exists on this machine.`);
  return {
    addresses: found,
    ownAddress: reachable(found[0]),
    close: () => {
      for (const listener of listeners) listener.close();
    },
  };
}

/**
 * Whether a request comes from a program on this machine, as far as its connection tells: a loopback socket, and no
 * proxy that passes on what others ask. A proxy that names nobody speaks HTTP/1.0, as nginx does unless it is told
 * otherwise; browsers and monitoring speak HTTP/1.1.
 */
export function isFromThisMachine({ socket, headers, httpVersion }: IncomingMessage): boolean {
  const from = socket.remoteAddress ?? "";
  if (!ipaddr.isValid(from) || ipaddr.process(from).range() !== "loopback") return false;
  if (httpVersion === "1.0" || httpVersion === "0.9") return false;
  return Object.keys(headers).every((name) => !forwardingHeader.test(name.replaceAll("_", "-")));
}

function connectionsFor(server: Server): NetServer {
  // The same options as Node gives its HTTP server's own connections.
  return createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit("connection", socket));
}

function listen(server: NetServer, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function isMissingAddress(error: unknown): boolean {
  return ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function reachable(address: string): string {
  if (address === "0.0.0.0") return "127.0.0.1";
  return address === "::" ? "::1" : address;
}
