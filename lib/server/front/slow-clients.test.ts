import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { answerUnreadable, limitClients } from "@/lib/server/front/slow-clients";

let server: Server;
let socket: Socket;
afterEach(() => {
  socket.destroy();
  server.closeAllConnections();
  server.close();
});

type Answer = (response: ServerResponse) => void;

/** Sends bytes to a server with short limits, and reads nothing of what comes back. */
async function open(bytes: string, answer: Answer): Promise<void> {
  server = createServer({ connectionsCheckingInterval: 20 }, (request, response) => {
    request.resume().on("end", () => answer(response));
    request.on("error", () => undefined);
  });
  limitClients(server, { silence: 150, request: 2000 });
  answerUnreadable(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(bytes);
}

/** @returns what comes back until the connection ends */
async function send(bytes: string, answer: Answer = (response) => response.end("whole")): Promise<string> {
  await open(bytes, answer);
  return new Promise((resolve) => {
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.on("close", () => resolve(received));
  });
}

it.each([
  ["nothing", ""],
  ["half a header", "GET / HTTP/1.1\r\nHost: x\r\nAccept: te"],
  ["half a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"],
  ["half a chunk", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf"],
])("a connection that sends %s and nothing more is closed", async (_name, bytes) => {
  expect(await send(bytes)).toMatch(/^(HTTP\/1.1 408 [\s\S]*)?$/);
});

it("a reader who takes nothing of the answer is closed", async () => {
  const ended = new Promise<string>((resolve) => {
    void open("GET / HTTP/1.1\r\nHost: x\r\n\r\n", (response) => {
      response.on("close", () => resolve("closed"));
      response.end(Buffer.alloc(50_000_000));
    });
  });
  expect(await ended).toBe("closed");
});

it("a connection stays open while the hub works on the answer", async () => {
  const slow = (response: ServerResponse) => server.once("timeout", () => response.end("after a while"));
  expect(await send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", slow)).toContain(
    "after a while",
  );
});

it.each([
  ["CONNECT hub:443 HTTP/1.1\r\nHost: hub\r\n\r\n", "405"],
  ["NONSENSE / HTTP/1.1\r\nHost: hub\r\n\r\n", "405"],
  ["GET / HTTP/9.9\r\n\r\n", "400"],
  ["\u0016\u0003\u0001", "405"],
  [`GET / HTTP/1.1\r\nHost: hub\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, "431"],
])("what is no request is answered with a sentence: %#", async (bytes, status) => {
  expect(await send(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*\\r\\n\\r\\n[A-Z].*\\.\\n$`));
});
