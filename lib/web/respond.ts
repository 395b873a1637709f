import { createHash } from "node:crypto";
import { z } from "zod";
import { toAppError } from "@/lib/base/database-failure";
import type { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { storageAppError } from "@/lib/base/storage-trouble";
import { normalized } from "@/lib/base/text";
import type { ErrorJson } from "@/lib/programs/api/error-json";
import { fieldProblems } from "@/lib/web/form";
import { refusalHeaders } from "@/lib/web/limits/limit-headers";

/** Who may cache an answer: only the caller, or also shared caches, for a number of seconds. */
export type Sharing = "private" | { seconds: number };

/** A value as JSON that no shared cache may keep; undefined becomes an empty 204. */
export function jsonResponse(value: unknown, id: string, status: 200 | 201 = 200): Response {
  const headers = { "X-Request-Id": id, "Cache-Control": "private, no-store" };
  if (value === undefined) return new Response(null, { status: 204, headers });
  return Response.json(value, { status, headers });
}

/** The answer to a read, with an ETag; 304 without a body if the caller already has the same answer. */
export function readResponse(value: unknown, id: string, request: Request, sharing: Sharing): Response {
  const body = JSON.stringify(value);
  const etag = etagOf(body);
  const headers = {
    "X-Request-Id": id,
    ETag: etag,
    Vary: "Authorization, Cookie",
    "Cache-Control": sharing === "private" ? "private, no-cache" : `public, max-age=${sharing.seconds}`,
  };
  if (isKnown(etag, request)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "Content-Type": "application/json" } });
}

/**
 * A failure as JSON: one plain sentence, with the failure's status. An unexpected failure is logged once, under the
 * request's id, and answered without detail.
 */
export function errorResponse(reason: unknown, id: string): Response {
  if (reason instanceof z.ZodError) return respond(400, invalidBody(reason), id);
  const failure = toAppError(reason) ?? storageAppError(reason);
  if (failure) return respond(failure.status, { error: failure.message }, id, extraHeaders(failure));
  getLog().error({ err: reason, requestId: id }, "request failed");
  return respond(500, { error: "Something went wrong here, and it has been noted." }, id);
}

/** The 405 of a route. @param methods the methods that the address allows */
export function notAllowed(methods: string[]): Response {
  const error = `This address answers ${methods.join(", ")} alone.`;
  const headers = { Allow: methods.join(", "), "X-Error-Message": error, "Cache-Control": "no-store" };
  return Response.json({ error }, { status: 405, headers });
}

/** A sentence reduced to what a header may hold: one line of ASCII, at most 500 characters. */
export function headerSentence(sentence: string): string {
  return normalized(sentence, "NFKD")
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ")
    .replace(/[^\x20-\x7e]/g, "")
    .trim()
    .slice(0, 500);
}

function respond(status: number, body: ErrorJson, id: string, extra: Record<string, string> = {}): Response {
  const headers = {
    "X-Request-Id": id,
    "X-Error-Message": headerSentence(body.error),
    "Cache-Control": "no-store",
    ...extra,
  };
  return Response.json(body, { status, headers });
}

function invalidBody(reason: z.ZodError): ErrorJson {
  const fields = fieldProblems(reason);
  const [name, problem] = Object.entries(fields)[0] ?? ["form", "not understood"];
  return { error: name === "form" ? problem : `${name}: ${problem}`, fields };
}

function extraHeaders(error: AppError): Record<string, string> {
  if (error.code === "signed-out") return { "WWW-Authenticate": "Bearer" };
  return refusalHeaders(error);
}

/** An entity tag that changes with the answer. It is weak, since the same answer goes out both compressed and plain. */
export function etagOf(body: string | Uint8Array): string {
  return `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

/** Whether the request's If-None-Match says that the caller has this answer already. */
export function isKnown(etag: string, request: Request): boolean {
  const known = request.headers.get("if-none-match")?.split(",").map(bare) ?? [];
  return known.includes("*") || known.includes(bare(etag));
}

function bare(etag: string): string {
  return etag.trim().replace(/^W\//, "");
}
