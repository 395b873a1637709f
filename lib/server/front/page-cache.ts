import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import { steadyNow } from "@/lib/base/clock";
import { hourMs } from "@/lib/base/time";
import { contentSecurityPolicy } from "@/lib/server/front/security-headers";

const freshMs = 10_000;
const staleMs = 60_000;
// A page of a past evening (`?at=`) is expensive to rebuild and hardly changes.
const pastFreshMs = 600_000;
// When a page cannot be rendered, an old copy is sent for this long.
const lateMs = hourMs;
/** For how long a reader waits for a page to be rendered if there is an old copy, in milliseconds. */
const patienceMs = 4000;
const maxBytes = 128 * 1024 * 1024;
const vary = "Accept, Cookie, Accept-Encoding";

type Encoding = "br" | "gzip" | "identity";
type Refill = { made: Promise<Page | Rendered>; since: number };
type Page = {
  status: number;
  headers: Record<string, string>;
  bodies: Record<Encoding, Buffer>;
  etag: string;
  madeAt: number;
  freshMs: number;
  /** The same page with a line that says how old it is, made when it is first needed. */
  late?: Promise<Page>;
};
export type Rendered = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
};

const brotli = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/**
 * Finished pages of signed-out readers, compressed once and sent to everyone. A page is fresh for 10 s; for a minute more
 * it is served stale while one refill runs; after that the reader waits for the refill. If that fails or takes long, an old
 * copy of up to an hour is sent, with a line that says so.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, Page>({
    maxSize: maxBytes,
    sizeCalculation: sizeOf,
  });
  readonly #refills = new Map<string, Refill>();
  readonly counts = { hits: 0, stale: 0, misses: 0, late: 0 };

  /**
   * @param render makes the page of a key: the path with its allowed query
   * @param patience how long a reader waits for a page if there is an old copy, in milliseconds
   */
  constructor(
    readonly render: (key: string) => Promise<Rendered>,
    readonly now: () => number = steadyNow,
    readonly patience: number = patienceMs,
  ) {}

  /** Whether a page can be sent without being rendered for this reader: it is kept, or rendered for another one now. */
  holds(key: string): boolean {
    return this.#pages.has(key) || this.#refills.has(key);
  }

  /** Answers a GET or HEAD from the cache, filling it first where needed. */
  async serve(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = this.#pages.get(key);
    const age = page ? this.now() - page.madeAt : Number.POSITIVE_INFINITY;
    const fresh = page?.freshMs ?? 0;
    if (page && age < fresh + staleMs) {
      this.counts[age < fresh ? "hits" : "stale"]++;
      // When a refill fails the stale page stays; the first reader after its time is over sees the error.
      if (age >= fresh) this.#refill(key).catch(() => undefined);
      return send(page, request, response);
    }
    this.counts.misses++;
    const made = await this.#renew(key, page);
    return "bodies" in made ? send(made, request, response) : sendOnce(made, request, response);
  }

  /** The copy of a page that is at most an hour old, as plain HTML with a line that says so; null if there is none. */
  async findLate(key: string): Promise<Rendered | null> {
    const page = this.#pages.get(key);
    if (!page || this.now() - page.madeAt > lateMs) return null;
    const { status, headers, bodies } = await this.#late(page);
    return { status, headers, body: bodies.identity };
  }

  /** A page made anew, or its old copy if that fails or takes too long. */
  async #renew(key: string, old: Page | undefined): Promise<Page | Rendered> {
    const made = this.#refill(key);
    if (!old || this.now() - old.madeAt > lateMs) return made;
    const waited = performance.now() - (this.#refills.get(key)?.since ?? 0);
    const inTime = await Promise.race([
      made.catch(() => null),
      wait(Math.max(0, this.patience - waited), null, { ref: false }),
    ]);
    return inTime && inTime.status < 500 ? inTime : this.#late(old);
  }

  #late(page: Page): Promise<Page> {
    this.counts.late++;
    page.late ??= withLateLine(page);
    return page.late;
  }

  /**
   * Forgets pages, so that a change such as a removal shows at once.
   * @param path only those at this path; without it every page
   */
  purge(path?: string): void {
    // What is being rendered may have been read before the change: those who wait for it get it, and nobody else.
    for (const kept of [this.#pages, this.#refills])
      for (const key of [...kept.keys()])
        if (path === undefined || key.split("?")[0] === path) kept.delete(key);
  }

  #refill(key: string): Promise<Page | Rendered> {
    const running = this.#refills.get(key);
    if (running) return running.made;
    const isCurrent = () => this.#refills.get(key) === refill;
    const made = this.#make(key, isCurrent).finally(() => isCurrent() && this.#refills.delete(key));
    const refill = { made, since: performance.now() };
    this.#refills.set(key, refill);
    return made;
  }

  /** @param isCurrent whether the page may be kept once it is made */
  async #make(key: string, isCurrent: () => boolean): Promise<Page | Rendered> {
    const rendered = await this.render(key);
    if (rendered.status !== 200 && rendered.status !== 404) return rendered;
    const page = await finish(rendered, this.now(), lifetimeOf(key));
    if (isCurrent()) this.#pages.set(key, page);
    return page;
  }
}

/** For how long the page of a key is fresh, in milliseconds. */
function lifetimeOf(key: string): number {
  return new URL(key, "http://hub").searchParams.has("at") ? pastFreshMs : freshMs;
}

/**
 * Removes Next's scripts from a page that does not need them, since every control on it is a link or a form, and marks it so:
 * the hub's own scripts may change its elements in place.
 */
export function withoutScripts(html: string): string {
  return html
    .replace(/<html\b/, "<html data-plain")
    .replace(/<script\b(?![^>]*(?:application\/ld\+json|data-keep))[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, "");
}

async function finish(rendered: Rendered, madeAt: number, freshMs: number): Promise<Page> {
  const bodies = await compress(withoutScripts(rendered.body.toString()));
  const headers = {
    "Content-Type": rendered.headers["content-type"] ?? "text/html; charset=utf-8",
    "Cache-Control": "public, max-age=0, s-maxage=10, stale-while-revalidate=60",
    Vary: vary,
    "Content-Security-Policy": contentSecurityPolicy([]),
    ...(rendered.headers["x-robots-tag"] && {
      "X-Robots-Tag": rendered.headers["x-robots-tag"],
    }),
  };
  return {
    status: rendered.status,
    headers,
    bodies,
    etag: etagOf(bodies.identity),
    madeAt,
    freshMs,
  };
}

async function compress(html: string): Promise<Record<Encoding, Buffer>> {
  const identity = Buffer.from(html);
  const [br, gz] = await Promise.all([
    brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    gzipAsync(identity),
  ]);
  return { br, gzip: gz, identity };
}

function etagOf(body: Buffer): string {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
}

/** An old copy of a page, with a line that says so at its top, and without permission to keep it. */
async function withLateLine(page: Page): Promise<Page> {
  const time = new Date(page.madeAt).toISOString().slice(11, 16);
  const line = `This page could not be renewed just now: it is a copy from ${time} UTC. Signing in, votes and comments may not work for a moment.`;
  const html = page.bodies.identity
    .toString()
    .replace(/<body\b[^>]*>/, (body) => `${body}<p role="status" class="late-line">${line}</p>`);
  const bodies = await compress(html);
  const headers = {
    ...page.headers,
    "Cache-Control": "no-cache",
    Warning: '111 - "Revalidation Failed"',
  };
  return { ...page, headers, bodies, etag: etagOf(bodies.identity) };
}

function send(page: Page, request: IncomingMessage, response: ServerResponse): void {
  const encoding = chooseEncoding(request);
  const etag = encoding === "identity" ? page.etag : page.etag.replace(/"$/, `-${encoding}"`);
  if (request.headers["if-none-match"]?.includes(etag)) {
    response.writeHead(304, { ...page.headers, ETag: etag }).end();
    return;
  }
  const body = page.bodies[encoding];
  response.writeHead(page.status, {
    ...page.headers,
    ...codingHeader(encoding),
    ETag: etag,
    "Content-Length": body.length,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** The headers of an answer that is not kept: of a redirect, a refusal or a failure. */
const onceHeaders = [
  "content-type",
  "content-security-policy",
  "cache-control",
  "location",
  "retry-after",
  "x-error-message",
];

function sendOnce(
  { status, headers, body }: Rendered,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const kept = onceHeaders.filter((name) => headers[name]);
  response.writeHead(status, Object.fromEntries(kept.map((name) => [name, headers[name]])));
  response.end(request.method === "HEAD" ? undefined : body);
}

/**
 * The page of one reader without Next's scripts.
 * @param body the page as Next rendered it
 * @param accepted the request's `Accept-Encoding`
 */
export async function plainPage(body: Buffer, accepted: string | undefined): Promise<Rendered> {
  const html = Buffer.from(withoutScripts(body.toString()));
  const encoding = chooseEncoding({ headers: { "accept-encoding": accepted } });
  const headers = {
    "Content-Security-Policy": contentSecurityPolicy([]),
    Vary: vary,
    ...codingHeader(encoding),
  };
  return { status: 200, headers, body: encoding === "identity" ? html : await fast[encoding](html) };
}

/** How a page is compressed that is sent once. */
const fast = {
  br: (html: Buffer) => brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (html: Buffer) => gzipAsync(html, { level: 1 }),
};

function codingHeader(encoding: Encoding): Record<string, string> {
  return encoding === "identity" ? {} : { "Content-Encoding": encoding };
}

/** The smallest encoding that a reader accepts. */
function chooseEncoding({ headers }: Pick<IncomingMessage, "headers">): Encoding {
  const accepted = new Negotiator({ headers }).encodings(["br", "gzip"]);
  return (["br", "gzip"] as const).find((encoding) => accepted.includes(encoding)) ?? "identity";
}

function sizeOf(page: Page): number {
  return page.bodies.br.length + page.bodies.gzip.length + page.bodies.identity.length + 1;
}
