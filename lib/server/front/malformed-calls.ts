import type { IncomingMessage, ServerResponse } from "node:http";
import type { Rendered } from "@/lib/server/front/page-cache";

/** What the sender of such a call is told. */
export const malformedCall =
  "The form did not arrive as this page sends it. Open the page again, and send it once more.";

const hub = globalThis as { quireActionCalls?: Set<string> };
hub.quireActionCalls ??= new Set();
const begun = hub.quireActionCalls;

/** Addresses that forms and mail programs post to without an action. */
const withoutAction = /^\/(sign-out|(mail|subscriptions)\/one-click)(?![^?#])/;

/** Whether a request calls the action of a form: by a script, or by a form that the browser sends itself. */
export function callsAction({ method, url = "", headers }: IncomingMessage): boolean {
  if (method !== "POST" || withoutAction.test(url) || /^\/(api|mcp|oai)(?![^/?#])/.test(url)) return false;
  return (
    headers["next-action"] !== undefined || /^multipart\/form-data\b/i.test(headers["content-type"] ?? "")
  );
}

/**
 * Replaces Next's answer of 500 to a call of an action that it could not read, such as one with a broken multipart body. An
 * action that has begun (lib/web/action-call.ts) answers for itself, so that a failure of the hub stays one.
 * @param id under which the action notes that it has begun: the request's
 * @param render makes the page that is sent instead
 */
export function replaceMalformed(
  response: ServerResponse,
  id: string,
  render: () => Promise<Rendered>,
): void {
  const { writeHead, write, end } = response as unknown as Record<"writeHead" | "write" | "end", Answering>;
  let replaced: Promise<void> | undefined;
  const unlessMalformed =
    (go: Answering, instead: unknown): Answering =>
    (...given) => {
      const failed = response.statusCode === 500 && !response.headersSent && !begun.has(id);
      if (!replaced && !failed) return go.apply(response, given);
      replaced ??= render().then(finish, () => finish(plainText));
      return instead;
    };
  Object.assign(response, {
    writeHead: unlessMalformed(writeHead, response),
    write: unlessMalformed(write, true),
    end: unlessMalformed(end, response),
  });
  response.once("close", () => begun.delete(id));

  function finish({ headers, body }: Pick<Rendered, "headers" | "body">): void {
    for (const name of response.getHeaderNames()) if (ofNext.test(name)) response.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    // The original methods: the replaced ones drop what Next still writes.
    writeHead.call(response, 400);
    end.call(response, body);
  }
}

/** Headers of the answer that is dropped. */
const ofNext = /^(content-|transfer-encoding|vary|etag|link|set-cookie|x-action|x-nextjs)/i;

const plainText = {
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: Buffer.from(malformedCall),
};

type Answering = (...given: unknown[]) => unknown;
