import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, get, type Server } from "node:http";
import next from "next";
import { getConfig, loopbackAddresses } from "@/lib/base/config";
import { databaseUrl, setDbLimits } from "@/lib/base/db";
import { completeSettings } from "@/lib/base/env-file";
import { answerWhetherAlive } from "@/lib/base/liveness";
import { getLog, outliveClosedOutput } from "@/lib/base/log";
import { minuteMs } from "@/lib/base/time";
import { hasSession } from "@/lib/people/account/sessions";
import { warmSearch } from "@/lib/search/search";
import { createFront } from "@/lib/server/front/front";
import { KnownSessions } from "@/lib/server/front/known-sessions";
import { listenOn } from "@/lib/server/front/listen";
import { PageCache, type Rendered } from "@/lib/server/front/page-cache";
import { listenForPurges } from "@/lib/server/front/purge-listener";
import { RenderLimit } from "@/lib/server/front/render-limit";
import { answerUnreadable, clientLimits, limitClients } from "@/lib/server/front/slow-clients";
import { prepareAccounts } from "@/lib/server/prepare-accounts";

// A secret of this process marks the cache's own requests for a page, which must reach Next.
const refillSecret = randomBytes(16).toString("hex");
/** How often Node looks for connections whose request takes too long to arrive, in milliseconds. */
const checkMs = 5000;
/** A page that takes longer than the front lets any answer take has failed. */
const renderMs = 35_000;

/** A server that answers no request for so long hangs, even if its process does not. */
const silentMs = 5 * minuteMs;

outliveClosedOutput();
completeSettings();
const config = getConfig();
const dev = config.NODE_ENV === "development";
// A page waits for the database for less time than its reader waits for the page.
setDbLimits({ connection: 8000, statement: 15_000 });
const cache = new PageCache((key) => fetchPage(key));
const server = createServer({ connectionsCheckingInterval: checkMs });
limitClients(server, clientLimits);
answerUnreadable(server);

// Pages run in Next's own module graph and reach this cache over globalThis (lib/web/purge-pages.ts, /metrics).
(globalThis as { quirePages?: PageCache }).quirePages = cache;

const app = next({
  dev,
  dir: process.cwd(),
  port: config.PORT,
  // Only hot reload upgrades connections. Otherwise Next gets nothing to listen on, and a request that asks for an upgrade is
  // answered like any other.
  httpServer: dev ? server : (new EventEmitter() as Server),
});
// Set before the first await: when the parent is killed during the start, this process must not stay on the port.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => void close());
process.once("disconnect", () => void close());
const closing = new AbortController();
let isListening = false;
let answeredAt = performance.now();
answerWhetherAlive(assertAnswering);
await app.prepare();
const files = new Set(readdirSync("public", { recursive: true, encoding: "utf8" }).map((name) => `/${name}`));
server.on(
  "request",
  createFront({
    handle: app.getRequestHandler(),
    render: fetchPage,
    cache: dev || config.PAGE_CACHE === "off" ? null : cache,
    sessions: new KnownSessions(hasSession),
    limit: config.RATE_LIMITS === "off" ? null : new RenderLimit(config.PAGES_PER_MINUTE),
    refillSecret,
    isFile: (path) => files.has(path),
  }),
);
const listening = await listenOn(server, {
  port: config.PORT,
  addresses: config.LISTEN,
  optional: loopbackAddresses,
});
isListening = true;
answeredAt = performance.now();
void listenForPurges(databaseUrl(), (path) => cache.purge(path), closing.signal);
// A process started without a parent has no channel, and `connected` is undefined.
if (process.connected === false) void close();
else process.send?.("listening");
// Without a parent, which does this after the migrations, the process does it itself.
if (!process.send)
  prepareAccounts().catch((err: unknown) => getLog().warn({ err }, "accounts could not be prepared"));
void warmSearch();

/** Renders a page by asking this server itself. @param cookie of the reader whose page it is; without one nobody is signed in */
function fetchPage(key: string, cookie?: string): Promise<Rendered> {
  const headers = {
    host: new URL(config.HUB_URL).host,
    accept: "text/html",
    "x-quire-refill": refillSecret,
    "accept-encoding": "identity",
    ...(cookie && { cookie }),
  };
  return new Promise((resolve, reject) => {
    const request = get({ host: listening.ownAddress, port: config.PORT, path: key, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 500,
          headers: answer.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on("error", reject);
    request.setTimeout(renderMs, () => request.destroy(new Error(`${key} took too long to render`)));
  });
}

/** @throws when this server has not answered a request of its own for minutes; one with too many readers still answers some */
async function assertAnswering(): Promise<void> {
  // In development a page is compiled when it is first asked for, which takes its time.
  if (!isListening || dev) return;
  void fetchPage("/health?live").then(
    () => {
      answeredAt = performance.now();
    },
    () => undefined,
  );
  if (performance.now() - answeredAt > silentMs) throw new Error("This server does not answer.");
}

async function close(): Promise<void> {
  closing.abort();
  listening.close();
  server.closeIdleConnections();
  // Answers being sent get 3 s to end; then the process exits.
  setTimeout(() => process.exit(0), 3000).unref();
  await app.close().catch(() => undefined);
  process.exit(0);
}
