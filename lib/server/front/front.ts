import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { failureSince, type RequestNotes, withRequestNotes } from "@/lib/base/database-failure";
import { getLog } from "@/lib/base/log";
import { type AnswerControl, controlAnswer, type Verdict } from "@/lib/server/front/answer-control";
import { limitBody } from "@/lib/server/front/body-limit";
import { cacheKey, isPlainPage } from "@/lib/server/front/cache-key";
import { nameCaller } from "@/lib/server/front/client-address";
import { sessionToken } from "@/lib/server/front/cookies";
import { allowCrossOrigin, isForPrograms } from "@/lib/server/front/cors";
import type { KnownSessions, SessionState } from "@/lib/server/front/known-sessions";
import { callsAction, forgetCall, judgeCall, malformedCall } from "@/lib/server/front/malformed-calls";
import { movedAddress } from "@/lib/server/front/moved-address";
import { innerAddress } from "@/lib/server/front/negotiate";
import { cleanRequest, takeAbsoluteAddress } from "@/lib/server/front/next-request";
import { type PageCache, plainPage, type Rendered } from "@/lib/server/front/page-cache";
import {
  failedNotice,
  type Notice,
  plainAnswer,
  tookTooLong,
  unavailableNotice,
} from "@/lib/server/front/plain-page";
import { addressProblem, notFoundPage, notFoundUrl, problemPage } from "@/lib/server/front/problem-page";
import type { RenderLimit } from "@/lib/server/front/render-limit";
import { isOfNext, maxBodyOf, refusal, tooLarge } from "@/lib/server/front/request-guard";
import {
  setMailPolicy,
  setNonce,
  setResourcePolicy,
  setSecurityHeaders,
} from "@/lib/server/front/security-headers";
import { versionAddress } from "@/lib/server/front/version-address";

/** How long an answer may take, in milliseconds, from when the request has arrived. */
const answerMs = 30_000;

/** What stands behind the front. */
type Behind = {
  /** Answers a request that the front does not answer itself: Next. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Renders a page by asking this server itself. @param cookie of the reader whose page it is */
  render: (key: string, cookie?: string) => Promise<Rendered>;
  /** Null if pages are not cached. */
  cache: PageCache | null;
  sessions: KnownSessions;
  /** Null if requests are not limited. */
  limit: RenderLimit | null;
  /** A secret of this process, by which its own requests for a page are known: those of the cache, and those of Next. */
  refillSecret: string;
  /** Paths of files that are sent as they are. */
  isFile: (path: string) => boolean;
  answerMs?: number;
};

/**
 * Answers the requests of a web server: refuses what Next would fail at, serves cached pages, limits who renders others,
 * and sees to it that a failure of the database is answered as such, whatever Next makes of it.
 */
export function createFront(behind: Behind): RequestListener {
  return (request, response) => {
    const id = randomUUID();
    const notes: RequestNotes = { failure: null };
    const isRefill = request.headers["x-quire-refill"] === behind.refillSecret;
    prepare(request, response, id);
    nameCaller(request, isRefill, behind.refillSecret);
    withRequestNotes(notes, () => new Exchange(behind, request, response, { id, notes, isRefill }).answer());
  };
}

type About = { id: string; notes: RequestNotes; isRefill: boolean };

function prepare(request: IncomingMessage, response: ServerResponse, id: string): void {
  takeAbsoluteAddress(request);
  setSecurityHeaders(response);
  response.setHeader("X-Request-Id", id);
  request.headers["x-request-id"] = id;
}

/** One request and its answer. */
class Exchange {
  readonly #startedAt = performance.now();
  /** Whether the reader is, or may be, signed in. */
  #isKnown = true;
  /** The encodings that the reader accepts for a page that is sent without Next's scripts; null for any other answer. */
  #plain: { accepted: string | undefined } | null = null;
  /** Null until Next is asked. */
  #control: AnswerControl | null = null;

  constructor(
    readonly behind: Behind,
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly about: About,
  ) {}

  async answer(): Promise<void> {
    const mostBytes = () => this.#mostBytes();
    limitBody(this.request, mostBytes, () => this.#refuseBody());
    try {
      await this.#respond();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #respond(): Promise<void> {
    const { request, response } = this;
    if (allowCrossOrigin(request, response)) return;
    const refused = refusal(request);
    if (refused) return this.#send(plainAnswer(request, refused));
    cleanRequest(request);
    const moved = isRead(request) ? movedAddress(request.url ?? "") : null;
    if (moved) return this.#send({ status: 307, headers: { location: moved }, body: Buffer.alloc(0) });
    const latest = isRead(request) ? versionAddress(request.url ?? "") : null;
    if (latest) return this.#send({ status: 302, headers: { location: latest }, body: Buffer.alloc(0) });
    const inner = isRead(request) ? innerAddress(request.url ?? "", request.headers.accept) : null;
    if (inner) request.url = inner;
    if (isOfNext(request.url ?? "")) request.url = notFoundUrl;
    setResourcePolicy(request, response);
    if (!this.#isPage()) return this.#pass(null);
    const tooMany = inner ? await this.#servePage(null) : await this.#serveAddress();
    if (tooMany) this.#send(plainAnswer(request, tooMany));
  }

  /** Sends the page at the request's address, or one that says what is wrong with the address. */
  async #serveAddress(): Promise<Notice | null> {
    const { request, behind } = this;
    const problem = isRead(request) ? addressProblem(request.url ?? "") : null;
    if (problem === null) return this.#servePage(this.#pageKey());
    const session = await this.#findSession();
    if (typeof session !== "string") return session;
    this.#send(await problemPage(problem, behind.render, this.#cookieOf(session)));
    return null;
  }

  #cookieOf(session: SessionState): string | undefined {
    return session === "known" ? this.request.headers.cookie : undefined;
  }

  /** Sends a page from the cache or lets Next answer. @returns what to answer instead if this was one page too many */
  async #servePage(key: string | null): Promise<Notice | null> {
    const { cache } = this.behind;
    const session = await this.#findSession();
    if (typeof session !== "string") return session;
    this.#isKnown = session !== "none";
    if (Number(this.request.headers["content-length"]) > this.#mostBytes()) return tooLarge;
    const fromCache = cache && key !== null && session !== "known";
    const refused = fromCache && cache.holds(key) ? null : await this.#countPage();
    if (refused) return refused;
    if (fromCache) await cache.serve(key, this.request, this.response);
    else await this.#pass(key);
    return null;
  }

  /** Under which key the page is kept that everybody gets at this address; null if readers get different ones. */
  #pageKey(): string | null {
    const { request, behind, about } = this;
    // Next's own client asks for parts of a page with this header; those are not HTML.
    if (!behind.cache || about.isRefill || !isRead(request) || request.headers.rsc) return null;
    return cacheKey(request.url ?? "");
  }

  /** Whether an answer takes rendering: not that of a file, nor of an address for programs, which have limits of their own. */
  #isPage(): boolean {
    const [path = ""] = (this.request.url ?? "").split("?");
    if (this.about.isRefill || isForPrograms(path) || path.startsWith("/_next/static/")) return false;
    return !/^\/(health|metrics)$/.test(path) && !this.behind.isFile(path);
  }

  async #findSession(): Promise<SessionState | Notice> {
    const token = sessionToken(this.request.headers.cookie ?? "");
    if (token === null) return "none";
    const { sessions } = this.behind;
    const refused = sessions.remembers(token) ? null : await this.#countPage();
    return refused ?? sessions.stateOf(token);
  }

  async #countPage(): Promise<Notice | null> {
    const { headers } = this.request;
    if (headers["x-quire-local"] === "yes") return null;
    return (await this.behind.limit?.refusal(String(headers["x-quire-address"]))) ?? null;
  }

  /** Lets Next answer. @param key of the page that everybody gets at this address, for when the database fails */
  async #pass(key: string | null): Promise<void> {
    const { request, response, behind, about } = this;
    if (isMailFrame(request)) setMailPolicy(response);
    else setNonce(request, response, randomBytes(16).toString("base64"));
    // The health of the hub is told by itself, also while the database is away.
    if (!/^\/health(?![^?])/.test(request.url ?? "")) {
      this.#control = controlAnswer(response, (complete) => this.#judge(complete, key));
      this.#limitTime(this.#control);
    }
    response.once("close", () => forgetCall(about.id));
    if (behind.cache && !about.isRefill && isPlainPage(request)) {
      this.#plain = { accepted: request.headers["accept-encoding"] };
      // Next would compress a page that is still to be changed.
      delete request.headers["accept-encoding"];
    }
    await behind.handle(request, response);
  }

  #judge(complete: boolean, key: string | null): Verdict {
    const { request, response, behind, about } = this;
    const type = String(response.getHeader("content-type") ?? "");
    // Parts of a page for Next's client begin before the database was asked, and contain its failure.
    const isPart = type.startsWith("text/x-component");
    if (isPart && !complete) return "hold";
    const failure =
      about.notes.failure ?? (response.statusCode >= 500 ? failureSince(this.#startedAt) : null);
    if (failure && response.statusCode !== 503) return this.#judgeFailed(failure, isPart, key);
    if (callsAction(request)) {
      const verdict = judgeCall(response, about.id, () => problemPage(malformedCall, behind.render));
      if (verdict !== "send") return verdict;
    }
    const isHtml = type.startsWith("text/html");
    // Next's own page of a failure is empty without scripts.
    if (isHtml && response.statusCode === 500)
      return async () => plainAnswer(request, failedNotice(about.id));
    const isMissing = request.method === "GET" && response.statusCode === 404 && isHtml;
    if (!isMissing || request.url === notFoundUrl) return isHtml ? this.#judgePlain(complete) : "send";
    return () => notFoundPage(behind.render, this.#isKnown ? request.headers.cookie : undefined);
  }

  #judgePlain(complete: boolean): Verdict {
    const plain = this.#plain;
    if (!plain || this.response.statusCode !== 200) return "send";
    return complete ? (body) => plainPage(body, plain.accepted) : "hold";
  }

  #judgeFailed(kind: NonNullable<RequestNotes["failure"]>, isPart: boolean, key: string | null): Verdict {
    const { request, response, behind } = this;
    const notice = unavailableNotice(kind);
    if (isPart && !isRead(request) && !response.hasHeader("x-action-redirect")) {
      // The script of the form shows the failure beside what was typed.
      response.statusCode = notice.status;
      if (notice.retryAfter) response.setHeader("Retry-After", notice.retryAfter);
      return "send";
    }
    return async () => {
      const late = key !== null && !isPart ? await behind.cache?.findLate(key) : null;
      return late ?? plainAnswer(request, notice);
    };
  }

  #mostBytes(): number {
    return maxBodyOf(this.request.url ?? "", this.#isKnown);
  }

  #refuseBody(): void {
    const { request, response } = this;
    if (response.headersSent) request.destroy();
    else
      this.#control?.replace(async () =>
        plainAnswer(request, { ...tooLarge, headers: { connection: "close" } }),
      );
  }

  #limitTime({ replace }: AnswerControl): void {
    const { request, response, about, behind } = this;
    const { url } = request;
    let timer: NodeJS.Timeout | undefined;
    const start = () => {
      timer = setTimeout(() => {
        if (response.headersSent) return;
        getLog().warn({ url, requestId: about.id }, "an answer took too long and was given up");
        replace(async () => plainAnswer(request, tookTooLong));
      }, behind.answerMs ?? answerMs);
    };
    if (isRead(request) || request.complete) start();
    else request.once("end", start);
    response.once("close", () => clearTimeout(timer));
  }

  #fail(error: unknown): void {
    const { request, about } = this;
    // The client has gone in the middle of its request.
    if (request.destroyed && !request.complete) return;
    getLog().error({ err: error, requestId: about.id, url: request.url }, "request failed");
    this.#send(plainAnswer(request, failedNotice(about.id)));
  }

  #send({ status, headers, body }: Rendered): void {
    const { request, response } = this;
    if (!response.headersSent)
      response.writeHead(status, { "cache-control": "no-store", ...headers, "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  }
}

function isMailFrame({ url = "" }: IncomingMessage): boolean {
  return /^\/digests\/preview\/mail(?![^?#])/.test(url);
}

function isRead({ method }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}
