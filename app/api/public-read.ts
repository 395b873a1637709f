import type { z } from "zod";
import { readBearer } from "@/lib/web/bearer";
import { nextLink } from "@/lib/web/next-link";
import { requestId } from "@/lib/web/request";
import { readResponse } from "@/lib/web/respond";
import { apiRoute } from "@/lib/web/route";

/** What a read gives: the body, and the parts of the query that lead to the next page, if there is one. */
export type Answer = { body: unknown; next?: Record<string, string> | null };

type Schemas<P, Q> = { params?: P; query?: Q };
type Call<P, Q> = { params: Output<P>; query: Output<Q> };
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * A route handler for what everybody may read and everybody reads the same: kept for ten seconds by caches on the way,
 * with an ETag, and with a `Link` to the next page (RFC 8288).
 */
export function publicRead<P extends z.ZodType, Q extends z.ZodType>(
  schemas: Schemas<P, Q>,
  run: (call: Call<P, Q>) => Promise<Answer> | Answer,
): ReturnType<typeof apiRoute> {
  const handler = apiRoute({ ...schemas, signedOut: true }, async ({ params, query, request }) => {
    const { body, next } = await run({ params, query } as Call<P, Q>);
    const response = readResponse(body, requestId(request.headers), request, { seconds: 10 });
    response.headers.set("Cache-Control", "public, s-maxage=10, stale-while-revalidate=60");
    response.headers.delete("Vary");
    if (next) response.headers.set("Link", nextLink(request.url, next));
    return response;
  });
  return (request, context) => handler(withoutForeignToken(request), context);
}

/** Clients send the token of another hub along, wherever they read: here it means nothing, and hinders nothing. */
function withoutForeignToken(request: Request): Request {
  const token = readBearer(request.headers.get("authorization"));
  if (token === null || token.startsWith("qr_")) return request;
  const headers = new Headers(request.headers);
  headers.delete("authorization");
  return new Request(request, { headers });
}
