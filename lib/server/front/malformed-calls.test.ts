import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { controlAnswer } from "@/lib/server/front/answer-control";
import { callsAction, forgetCall, judgeCall } from "@/lib/server/front/malformed-calls";
import { noteActionCall } from "@/lib/web/action-call";

const id = "0123456789abcdef";
const page = { status: 400, headers: { "content-type": "text/html" }, body: Buffer.from("Send it again.") };
const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function ask(listener: RequestListener): Promise<Response> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: "POST" });
}

/** Answers as Next does when it cannot read a call, or when an action fails. */
const failing =
  (render: () => Promise<typeof page>, before?: () => void): RequestListener =>
  (_, response) => {
    controlAnswer(response, () => judgeCall(response, id, render));
    response.once("close", () => forgetCall(id));
    before?.();
    response.statusCode = 500;
    response.setHeader("content-length", 11);
    response.write("Oops, ");
    response.end("Next.");
  };

describe("a call that Next could not read", () => {
  it("is answered with 400 and the page that says so", async () => {
    const response = await ask(failing(async () => page));
    expect(response.status).toBe(400);
    expect(await response.text()).toBe("Send it again.");
  });

  it("is answered in plain text if the page cannot be made", async () => {
    const response = await ask(failing(() => Promise.reject(new Error("no page"))));
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/did not arrive/);
  });

  it("is told from one whose action began and failed, which stays the hub's own failure", async () => {
    const began = () => noteActionCall(new Headers({ "x-request-id": id }), new FormData());
    expect((await ask(failing(async () => page, began))).status).toBe(500);
    expect(() => noteActionCall(new Headers(), "no form")).toThrow(TypeError);
  });

  it("is told from other answers", async () => {
    const response = await ask((_, answer) => {
      controlAnswer(answer, () => judgeCall(answer, id, async () => page));
      answer.writeHead(409).end("Another build.");
    });
    expect(response.status).toBe(409);
  });
});

it.each([
  ["POST", "/papers/1", { "next-action": "00" }, true],
  ["POST", "/", { "content-type": "multipart/form-data; boundary=x" }, true],
  ["POST", "/", { "content-type": "text/plain" }, false],
  ["GET", "/", { "next-action": "00" }, false],
  ["POST", "/sign-out?x", { "content-type": "multipart/form-data; boundary=x" }, false],
  ["POST", "/mail/one-click?token=x", { "content-type": "multipart/form-data; boundary=x" }, false],
  ["POST", "/mcp", { "content-type": "multipart/form-data; boundary=x" }, false],
  ["POST", "/mcp/x", { "content-type": "multipart/form-data; boundary=x" }, true],
  ["POST", "/oai/x", { "content-type": "multipart/form-data; boundary=x" }, true],
  ["POST", "/api/auth/signout", { "content-type": "multipart/form-data; boundary=x" }, false],
])("%s %s with %j calls an action: %s", (method, url, headers, expected) =>
  expect(callsAction({ method, url, headers } as unknown as IncomingMessage)).toBe(expected),
);
