import { z } from "zod";
import type { AppError } from "@/lib/errors";
import { getLog } from "@/lib/log";
import { fieldProblems, isAppError } from "@/lib/web/form";

/** A value as JSON; nothing becomes an empty 204. Answers made for one person are kept by nobody else. */
export function jsonResponse(value: unknown, id: string): Response {
  const headers = { "X-Request-Id": id, "Cache-Control": "private, no-store" };
  if (value === undefined) return new Response(null, { status: 204, headers });
  return Response.json(value, { headers });
}

/**
 * A failure as JSON: one plain sentence, with the failure's status. What nobody expected is logged once, under the
 * request's id, and answered without detail.
 */
export function errorResponse(reason: unknown, id: string): Response {
  if (reason instanceof z.ZodError) return respond(400, invalidBody(reason), id);
  if (isAppError(reason)) return respond(reason.status, { error: reason.message }, id, retryAfter(reason));
  getLog().error({ err: reason, requestId: id }, "request failed");
  return respond(500, { error: "Something went wrong here, and it has been noted." }, id);
}

function respond(status: number, body: object, id: string, extra: Record<string, string> = {}): Response {
  const headers = { "X-Request-Id": id, "Cache-Control": "no-store", ...extra };
  return Response.json(body, { status, headers });
}

function invalidBody(reason: z.ZodError): object {
  const fields = fieldProblems(reason);
  const [name, problem] = Object.entries(fields)[0] ?? ["form", "not understood"];
  return { error: name === "form" ? problem : `${name}: ${problem}`, fields };
}

function retryAfter(error: AppError): Record<string, string> {
  return error.retryAfter === undefined ? {} : { "Retry-After": String(error.retryAfter) };
}
