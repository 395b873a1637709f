import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How long clients may take, in milliseconds. */
type ClientLimits = {
  /** Without a byte sent or received, while the client is the one to act; and for the whole head of a request. */
  silence: number;
  /** For a whole request with its body. */
  request: number;
};

export const clientLimits: ClientLimits = { silence: 20_000, request: 180_000 };

type Exchange = { request: IncomingMessage; response: ServerResponse };

/**
 * Ends connections of clients that send a part of a request and nothing more, or do not read the answer. While the hub
 * itself is at work on an answer, a connection may be silent.
 */
export function limitClients(server: Server, { silence, request }: ClientLimits): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  server.headersTimeout = silence;
  server.requestTimeout = request;
  server.setTimeout(silence);
  server.on("request", (request, response) => exchanges.set(request.socket, { request, response }));
  server.on("timeout", (socket: Socket) => {
    const exchange = exchanges.get(socket);
    if (!exchange || isWaitingForClient(exchange)) endSilent(socket, exchange);
  });
}

function isWaitingForClient({ request, response }: Exchange): boolean {
  if (response.writableFinished) return true;
  return response.headersSent
    ? response.writableLength > 0 || request.socket.writableLength > 0
    : !request.complete;
}

function endSilent(socket: Socket, exchange: Exchange | undefined): void {
  // Not ended gently: the end would wait until the client has read what was sent before.
  if (!exchange || exchange.response.headersSent || !socket.writable) socket.destroy();
  else socket.end(rawAnswer(...sentences.ERR_HTTP_REQUEST_TIMEOUT), () => socket.destroy());
}

const sentences = {
  HPE_INVALID_METHOD: [405, "This method is not known here."],
  HPE_HEADER_OVERFLOW: [431, "The headers of this request are too large."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "This request took too long to arrive."],
} satisfies Record<string, [number, string]>;

const unreadable: [number, string] = [400, "This request is not valid HTTP."];

/** Answers what Node cannot parse as a request, or refuses to treat as one, with a status and a sentence. */
export function answerUnreadable(server: Server): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const known = Object.entries(sentences).find(([code]) => code === error.code)?.[1];
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else socket.end(rawAnswer(...(known ?? unreadable)), () => socket.destroy());
  });
  // Only proxies open tunnels.
  server.on("connect", (_request, socket) => {
    socket.end(rawAnswer(405, "This hub opens no tunnels."), () => socket.destroy());
  });
}

function rawAnswer(status: number, sentence: string): string {
  const head = [
    `HTTP/1.1 ${status} ${sentence.replace(/\.$/, "")}`,
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    "X-Content-Type-Options: nosniff",
    ...(status === 405 ? ["Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"] : []),
    `Content-Length: ${sentence.length + 1}`,
  ];
  return `${head.join("\r\n")}\r\n\r\n${sentence}\n`;
}
