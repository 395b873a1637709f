import type { IncomingMessage, ServerResponse } from "node:http";
import type { Verdict } from "@/lib/server/front/answer-control";
import { isForPrograms } from "@/lib/server/front/cors";
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
  if (method !== "POST" || withoutAction.test(url)) return false;
  if (isForPrograms(url) || /^\/api(?![^/?#])/.test(url)) return false;
  return (
    headers["next-action"] !== undefined || /^multipart\/form-data\b/i.test(headers["content-type"] ?? "")
  );
}

/**
 * Judges the answer to a call of an action: Next answers 500 to one that it could not read, such as one with a broken
 * multipart body. An action that has begun (lib/web/action-call.ts) answers for itself, so that a failure of the hub stays
 * one.
 * @param id under which the action notes that it has begun: the request's
 * @param render makes the page that is sent instead, with its status
 */
export function judgeCall(response: ServerResponse, id: string, render: () => Promise<Rendered>): Verdict {
  if (response.statusCode !== 500 || begun.has(id)) return "send";
  return () => render().then(withoutCaching, () => plainText);
}

/** Forgets that the action of a request has begun, once it is answered. */
export function forgetCall(id: string): void {
  begun.delete(id);
}

function withoutCaching(page: Rendered): Rendered {
  return { ...page, headers: { ...page.headers, "cache-control": "no-store" } };
}

const plainText: Rendered = {
  status: 400,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: Buffer.from(malformedCall),
};
