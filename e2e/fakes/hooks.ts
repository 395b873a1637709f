import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Call = { path: string; headers: Record<string, string>; body: string };

export type FakeHooks = {
  /** Its address. The path that a client adds begins with the status to answer: `/200`, `/500`, `/302/…`. */
  url: string;
  /** Host and port, for OUTGOING_ALLOW. */
  host: string;
  calls: Call[];
  /** Sets the status of all further answers; null for the status in the path. */
  answerWith: (status: number | null) => void;
  /** Holds all further answers back, until the function that it returns is called. */
  hold: () => () => void;
  close: () => Promise<void>;
};

/** Starts a server on the loopback address that receives webhooks; GET `/calls` lists what it received. */
export async function startFakeHooks(): Promise<FakeHooks> {
  const calls: Call[] = [];
  let fixed: number | null = null;
  let released = Promise.resolve();
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (path === "/calls") return response.end(JSON.stringify(calls));
    const headers = request.headers as Record<string, string>;
    calls.push({ path, headers, body: await text(request) });
    await released;
    response.writeHead(fixed ?? (Number(/^\/(\d{3})/.exec(path)?.[1]) || 200)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    calls,
    answerWith: (status) => {
      fixed = status;
    },
    hold: () => {
      let release = () => {};
      released = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
