import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Rendered } from "@/lib/server/front/page-cache";

/**
 * What becomes of an answer: it is sent as it is, it is held back until it is complete and judged once more, or another one
 * is sent in its place, which may be made from the body of the first if that was complete.
 */
export type Verdict = "send" | "hold" | ((body: Buffer) => Promise<Rendered>);

export type AnswerControl = {
  /** Sends another answer, unless a part of the first one was sent already. What is still written of the first is dropped. */
  replace: (render: () => Promise<Rendered>) => void;
};

type Method = (...given: unknown[]) => unknown;
type Originals = Record<"writeHead" | "write" | "end" | "flushHeaders", Method>;

/** Headers that describe the body of an answer or where it leads, and so end with it. */
const ownHeaders = [
  "content-encoding",
  "content-length",
  "link",
  "etag",
  "location",
  "refresh",
  "x-action-redirect",
];

/**
 * Lets the front decide about an answer of Next's before any of it is sent.
 * @param judge is called once the status and the headers are known, and again when an answer that was held is complete
 */
export function controlAnswer(
  response: ServerResponse,
  judge: (complete: boolean) => Verdict,
): AnswerControl {
  const originals = response as unknown as Originals;
  const { writeHead, write, end, flushHeaders } = originals;
  const held: unknown[] = [];
  let state: "new" | "sending" | "held" | "replaced" = "new";

  /** @returns whether what is written now is sent */
  function isSent(complete = false): boolean {
    if (state === "new" || (state === "held" && complete)) decide(complete);
    return state === "sending";
  }

  function decide(complete: boolean): void {
    const verdict = judge(complete);
    if (typeof verdict === "function") replace(() => verdict(Buffer.concat(held.splice(0).map(toBytes))));
    else state = verdict === "hold" && !complete ? "held" : "sending";
  }

  function replace(render: () => Promise<Rendered>): void {
    if (state === "replaced" || state === "sending") return;
    state = "replaced";
    const finish = (rendered: Rendered) => sendInstead(response, { writeHead, end }, rendered);
    render().then(finish, () => finish(failedAnswer));
  }

  const controlled: Originals = {
    writeHead: (...given) => {
      if (state === "replaced") return response;
      setHead(response, given);
      return isSent() ? writeHead.call(response, response.statusCode) : response;
    },
    flushHeaders: () => (isSent() ? flushHeaders.call(response) : undefined),
    write: (...given) => {
      if (isSent()) return write.apply(response, given);
      if (state === "held") held.push(given[0]);
      return callBack(given) ?? true;
    },
    end: (...given) => {
      // An answer that comes in one piece may be held as well, and what ends it belongs to its body.
      if (state === "new") decide(false);
      if (state === "held" && isChunk(given[0])) held.push(given.shift());
      const sent = isSent(true);
      if (!sent) return callBack(given) ?? response;
      for (const chunk of held.splice(0)) write.call(response, chunk);
      return end.apply(response, given);
    },
  };
  Object.assign(response, controlled);
  return { replace };
}

/** Sends another answer by the response's own methods: the controlled ones drop what is still written of the first. */
function sendInstead(
  response: ServerResponse,
  { writeHead, end }: Pick<Originals, "writeHead" | "end">,
  { status, headers, body }: Rendered,
): void {
  if (response.destroyed) return;
  for (const name of ownHeaders) response.removeHeader(name);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("content-length", body.length);
  writeHead.call(response, status);
  end.call(response, body);
}

/** Takes over status and headers that are given together with the head. */
function setHead(response: ServerResponse, [status, ...others]: unknown[]): void {
  if (typeof status === "number") response.statusCode = status;
  const headers = others.find((one) => typeof one === "object" && one !== null);
  if (!headers) return;
  const pairs = Array.isArray(headers) ? pairsOf(headers) : Object.entries(headers as OutgoingHttpHeaders);
  for (const [name, value] of pairs) if (value !== undefined) response.setHeader(name, value);
}

function pairsOf(flat: unknown[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([String(flat[i]), String(flat[i + 1])]);
  return pairs;
}

function isChunk(given: unknown): given is string | Uint8Array {
  return typeof given === "string" || given instanceof Uint8Array;
}

function toBytes(chunk: unknown): Uint8Array {
  return isChunk(chunk) ? Buffer.from(chunk) : Buffer.alloc(0);
}

function callBack(given: unknown[]): undefined {
  const last = given.at(-1);
  if (typeof last === "function") process.nextTick(() => last());
}

/** The answer to a request that failed unexpectedly. */
const failedAnswer: Rendered = {
  status: 500,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: Buffer.from("Something went wrong on our side. It has been logged; please try again."),
};
