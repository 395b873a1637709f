import { connect } from "node:net";
import type { HostileRequest } from "@/e2e/hostile/requests";

/** How a request was answered. */
export type Reply = {
  /** Null if no answer came. */
  status: number | null;
  ms: number;
  /** The first characters of the answer, or why there was none. */
  start: string;
};

type Options = {
  /** The address of the hub. */
  hub: URL;
  /** The headers by which the sender is known. */
  identity: Record<string, string>;
  /** After how many milliseconds a request counts as unanswered. */
  patience: number;
};

const shown = 2000;

/**
 * Sends a request over a connection of its own, byte for byte as it is: HTTP clients refuse to send what an attacker would.
 */
export function send(request: HostileRequest, { hub, identity, patience }: Options): Promise<Reply> {
  const started = performance.now();
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect({ host: hub.hostname, port: Number(hub.port) });
    const finish = (why: string) => {
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      const ms = performance.now() - started;
      resolve({ status: status ? Number(status) : null, ms, start: answer || why });
    };
    socket.setTimeout(patience, () => finish(`no answer in ${patience} ms`));
    socket.on("error", (error) => finish(error.message));
    socket.on("close", () => finish("the connection was closed without an answer"));
    socket.on("data", (chunk) => {
      if (answer.length < shown) answer += chunk.toString("latin1").slice(0, shown);
    });
    socket.on("connect", () => socket.write(bytesOf(request, hub, identity)));
  });
}

function bytesOf(
  { method, address, headers, body, chunked }: HostileRequest,
  hub: URL,
  identity: Record<string, string>,
): Buffer {
  // A header that the request names itself is sent once more only if it is no part of the identity.
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  const all: [string, string][] = [
    ["Host", hub.host],
    ["Connection", "close"],
    ...Object.entries(identity).filter(([name]) => !own.has(name.toLowerCase())),
    ...headers,
    ...(body === null
      ? []
      : [
          chunked
            ? (["Transfer-Encoding", "chunked"] as [string, string])
            : (["Content-Length", String(body.length)] as [string, string]),
        ]),
  ];
  const head = [
    `${method} ${address} HTTP/1.1`,
    ...all.map(([name, value]) => `${name}: ${value}`),
    "",
    "",
  ].join("\r\n");
  return Buffer.concat([
    Buffer.from(head, "latin1"),
    body === null ? Buffer.alloc(0) : chunked ? chunksOf(body) : body,
  ]);
}

function chunksOf(body: Buffer): Buffer {
  const whole = body.length
    ? [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")]
    : [];
  return Buffer.concat([...whole, Buffer.from("0\r\n\r\n")]);
}
