import { createServer, type Server, type ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Answer, answerAtom, createOai } from "./arxiv-endpoints";
import { type FakePaper, fakePapers } from "./arxiv-papers";

/** How the fake behaves: `slow` holds answers back until release(), `empty-once` omits the papers from the next answer. */
export type FakeMode = "ok" | "slow" | "down" | "503" | "429" | "html" | "empty-once";

export type FakeArxiv = {
  apiUrl: string;
  oaiUrl: string;
  /** Path and query of every request so far. */
  requests: string[];
  setMode: (mode: FakeMode) => void;
  /** Sends the answers that `slow` held back and returns to `ok`. */
  release: () => void;
  /** Invalidates all resumption tokens given so far. */
  forgetTokens: () => void;
  close: () => Promise<void>;
};

export type FakeOptions = {
  papers?: FakePaper[];
  /** 0 for any free port. */
  port?: number;
  /** Records on a page of OAI-PMH. */
  pageSize?: number;
  /** The Retry-After header of 503 and 429, in seconds or as a date; null for none. */
  retryAfter?: string | null;
};

const webPage: Answer = {
  status: 200,
  type: "text/html; charset=utf-8",
  body: "<!DOCTYPE html>\n<html><head><title>arXiv</title></head><body><h1>Just a moment</h1></body></html>\n",
};

/** Starts a server on 127.0.0.1 that behaves like arXiv's Atom API and OAI-PMH, faults included. */
export async function startFakeArxiv(options: FakeOptions = {}): Promise<FakeArxiv> {
  const { papers = fakePapers, port = 0, pageSize = 1_000, retryAfter = "2" } = options;
  const oai = createOai(papers, pageSize);
  const requests: string[] = [];
  const held: (() => void)[] = [];
  let mode: FakeMode = "ok";

  const answer = (url: URL, hollow: boolean): Answer => {
    if (url.pathname === "/api/query") return answerAtom(papers, url.searchParams, hollow);
    return url.pathname === "/oai" ? oai.answer(url.searchParams, hollow) : { ...webPage, status: 404 };
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    requests.push(url.pathname + url.search);
    if (mode === "down") request.socket.destroy();
    else if (mode === "slow") held.push(() => send(response, answer(url, false)));
    else if (mode === "503" || mode === "429") refuse(response, Number(mode), retryAfter);
    else send(response, mode === "html" ? webPage : answer(url, mode === "empty-once"));
    if (mode === "empty-once") mode = "ok";
  });
  const base = await listen(server, port);

  return {
    apiUrl: `${base}/api/query`,
    oaiUrl: `${base}/oai`,
    requests,
    setMode: (wanted) => {
      mode = wanted;
    },
    release: () => {
      mode = "ok";
      for (const sendNow of held.splice(0)) sendNow();
    },
    forgetTokens: oai.forgetTokens,
    close: () => close(server),
  };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

function refuse(response: ServerResponse, status: number, retryAfter: string | null): void {
  const headers = retryAfter === null ? {} : { "retry-after": retryAfter };
  response.writeHead(status, { "content-type": "text/plain", ...headers }).end("Rate exceeded.");
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8477" } } });
  const { apiUrl, oaiUrl } = await startFakeArxiv({ port: Number(values.port) });
  console.log(`The fake arXiv answers at ${apiUrl} and ${oaiUrl}.`);
}
