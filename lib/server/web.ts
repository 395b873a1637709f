import { randomBytes, randomUUID } from "node:crypto";
import {
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import next from "next";
import { getConfig, loopbackAddresses } from "@/lib/base/config";
import { completeSettings } from "@/lib/base/env-file";
import { getLog } from "@/lib/base/log";
import { warmSearch } from "@/lib/search/search";
import { cacheKey } from "@/lib/server/front/cache-key";
import { requestAddress } from "@/lib/server/front/client-address";
import { allowCrossOrigin } from "@/lib/server/front/cors";
import { isFromThisMachine, listenOn } from "@/lib/server/front/listen";
import { callsAction, malformedCall, replaceMalformed } from "@/lib/server/front/malformed-calls";
import { innerAddress } from "@/lib/server/front/negotiate";
import { replaceNotFound } from "@/lib/server/front/not-found-page";
import { PageCache, type Rendered } from "@/lib/server/front/page-cache";
import { addressProblem, problemPage, sendProblem } from "@/lib/server/front/problem-page";
import { type Refusal, refusal } from "@/lib/server/front/request-guard";
import { setMailPolicy, setNonce, setSecurityHeaders } from "@/lib/server/front/security-headers";
import { prepareAccounts } from "@/lib/server/prepare-accounts";

// A secret of this process marks the cache's own requests for a page, which must reach Next.
const refillSecret = randomBytes(16).toString("hex");
/** An address that no page has: it gives the page of unknown addresses. */
const notFoundUrl = "/404";
const sessionCookie = /(^|;\s*)(__Secure-)?next-auth\.session-token=/;

completeSettings();
const config = getConfig();
const dev = config.NODE_ENV === "development";
const cache = new PageCache((key) => fetchPage(key));
const server = createServer();

// Pages run in Next's own module graph and reach this cache over globalThis (lib/web/purge-pages.ts, /metrics).
(globalThis as { quirePages?: PageCache }).quirePages = cache;

const app = next({
  dev,
  dir: process.cwd(),
  port: config.PORT,
  httpServer: server,
});
// Set before the first await: when the parent is killed during the start, this process must not stay on the port.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void close());
process.once("disconnect", () => void close());
await app.prepare();
const handle = app.getRequestHandler();
server.on("request", listener());
const listening = await listenOn(server, {
  port: config.PORT,
  addresses: config.LISTEN,
  optional: loopbackAddresses,
});
// A process started without a parent has no channel, and `connected` is undefined.
if (process.connected === false) void close();
else process.send?.("listening");
// Without a parent, which does this after the migrations, the process does it itself.
if (!process.send)
  prepareAccounts().catch((err: unknown) => getLog().warn({ err }, "accounts could not be prepared"));
void warmSearch();

function listener(): RequestListener {
  return (request, response) => {
    const id = randomUUID();
    prepare(request, response, id);
    respond(request, response).catch((error: unknown) => {
      getLog().error({ err: error, requestId: id, url: request.url }, "request failed");
      if (!response.headersSent)
        response.writeHead(500, {
          "Content-Type": "text/plain; charset=utf-8",
        });
      response.end("Something went wrong on our side. It has been logged; please try again.");
    });
  };
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (allowCrossOrigin(request, response)) return;
  const refused = refusal(request);
  if (refused) return refuse(request, response, refused);
  const inner = isRead(request) && innerAddress(request.url ?? "", request.headers.accept);
  if (inner) request.url = inner;
  const problem = isRead(request) && !inner && addressProblem(request.url ?? "");
  if (problem)
    return sendProblem(await problemPage(problem, fetchPage, readersCookie(request)), request, response);
  const key = inner ? null : cachedKey(request);
  if (key) return cache.serve(key, request, response);
  if (isMailFrame(request)) setMailPolicy(response);
  else setNonce(request, response, randomBytes(16).toString("base64"));
  if (request.method === "GET" && request.url !== notFoundUrl)
    replaceNotFound(response, () => fetchPage(notFoundUrl, request.headers.cookie));
  if (callsAction(request))
    replaceMalformed(response, String(request.headers["x-request-id"]), () =>
      problemPage(malformedCall, fetchPage, readersCookie(request)),
    );
  await handle(request, response);
}

/** The cookie of a reader who seems to be signed in. */
function readersCookie({ headers: { cookie } }: IncomingMessage): string | undefined {
  return sessionCookie.test(cookie ?? "") ? cookie : undefined;
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, sentence }: Refusal): void {
  const forPeople = request.headers.accept?.includes("text/html");
  const type = forPeople ? "text/plain; charset=utf-8" : "application/json";
  response.writeHead(status, { "Content-Type": type, "X-Error-Message": sentence });
  response.end(forPeople ? sentence : JSON.stringify({ error: sentence }));
}

function isMailFrame({ url = "" }: IncomingMessage): boolean {
  return /^\/digests\/preview\/mail(?![^?#])/.test(url);
}

function isRead({ method }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}

function cachedKey(request: IncomingMessage): string | null {
  if (dev || config.PAGE_CACHE === "off" || request.headers["x-quire-refill"] === refillSecret) return null;
  if (!isRead(request)) return null;
  // Next's own client asks for parts of a page with this header; those are not HTML.
  if (request.headers.rsc || sessionCookie.test(request.headers.cookie ?? "")) return null;
  return request.url?.startsWith("/") ? cacheKey(request.url) : null;
}

function prepare(request: IncomingMessage, response: ServerResponse, id: string): void {
  setSecurityHeaders(response);
  response.setHeader("X-Request-Id", id);
  request.headers["x-request-id"] = id;
  request.headers["x-quire-address"] = requestAddress(request, config.TRUST_PROXY === "on");
  // Overwritten whatever the request says: `isOutboxShown` goes by it.
  request.headers["x-quire-local"] = isFromThisMachine(request) ? "yes" : "no";
}

/** Renders a page by asking this server itself. @param cookie of the reader whose page it is; without one nobody is signed in */
function fetchPage(key: string, cookie?: string): Promise<Rendered> {
  const headers = {
    host: new URL(config.HUB_URL).host,
    "x-quire-refill": refillSecret,
    "accept-encoding": "identity",
    ...(cookie && { cookie }),
  };
  return new Promise((resolve, reject) => {
    const request = get({ host: listening.ownAddress, port: config.PORT, path: key, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 500,
          headers: answer.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on("error", reject);
    request.setTimeout(30_000, () => request.destroy(new Error(`${key} took over 30 s to render`)));
  });
}

async function close(): Promise<void> {
  listening.close();
  server.closeIdleConnections();
  // Answers being sent get 3 s to end; then the process exits.
  setTimeout(() => process.exit(0), 3000).unref();
  await app.close().catch(() => undefined);
  process.exit(0);
}
