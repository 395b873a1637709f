import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { getDb } from "@/lib/base/db";
import { findSessionPerson } from "@/lib/people/account/sessions";
import type { Rendered } from "@/lib/server/front/page-cache";
import { errorResponse } from "@/lib/web/respond";

export const html = { "content-type": "text/html; charset=utf-8" };

/** How many people the database has. */
export const people = () => getDb().user.count();

/** The answers that `/map` never gave. */
export const neverAnswers: ServerResponse[] = [];

/** What stands behind the front in its tests, in place of Next: pages that ask the database, as Next's and next-auth's do. */
export const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>> = {
  // A page that fails, which Next answers with 500.
  "/topics": async (request, response) => {
    const token = /session-token=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
    const reader = token ? await findSessionPerson(token) : null;
    const body = `<html><body>${await people()} people, for ${reader?.username ?? "everybody"}</body></html>`;
    response.writeHead(200, html).end(body);
  },
  // Swallows the error and redirects, as next-auth does.
  "/api/auth/callback/oidc": async (_request, response) => {
    const found = await people().catch(() => null);
    response.writeHead(302, { location: found === null ? "/sign-in?error=Callback" : "/welcome" }).end();
  },
  "/api/v1/topics": async (_request, response) => {
    const answer = await people().then(
      (count) => Response.json({ count }),
      (reason: unknown) => errorResponse(reason, "id"),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  },
  // A part of a page for Next's client: the head is sent before the database is asked.
  "/following": async (_request, response) => {
    response.setHeader("content-type", "text/x-component");
    response.flushHeaders();
    response.write("0:first\n");
    await people().then(
      (count) => response.end(`1:${count}\n`),
      () => response.end('1:E{"digest":"1"}\n'),
    );
  },
  // The action of a form that puts the failure into its answer, or redirects.
  "/submit": async (request, response) => {
    response.setHeader("content-type", "text/x-component");
    if (request.headers["x-redirects"]) response.setHeader("x-action-redirect", "/sign-in?error=EmailSignin");
    const state = await people().then(String, (reason: Error) => reason.message);
    response.end(`1:{"error":"${state}"}\n`);
  },
  "/saved": async (_request, response) => {
    response.writeHead(200, html).end("needs no database");
  },
  "/map": async (_request, response) => {
    neverAnswers.push(response);
  },
  "/health": async (_request, response) => {
    const ready = await people().then(
      () => true,
      () => false,
    );
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ready }));
  },
};

/** Renders a page by asking a server for it, as the page cache of that server does. @param url of the server */
export function renderPage(url: string, key: string, cookie?: string): Promise<Rendered> {
  const headers = { accept: "text/html", "x-quire-refill": "secret", ...(cookie && { cookie }) };
  return new Promise((resolve, reject) => {
    get(url + key, { headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const { statusCode = 0 } = answer;
      resolve({
        status: statusCode,
        headers: answer.headers as Record<string, string>,
        body: Buffer.concat(chunks),
      });
    }).on("error", reject);
  });
}
