import type { z } from "zod";
import { readBearer } from "@/lib/web/bearer";
import { nextLink } from "@/lib/web/next-link";
import { requestId } from "@/lib/web/request";
import { readResponse } from "@/lib/web/respond";
import { apiRoute } from "@/lib/web/route";

/** The answer of a read: the body, and the query parameters of the next page, if there is one. */
export type Answer = { body: unknown; next?: Record<string, string> | null };

type Schemas<P, Q> = { params?: P; query?: Q; repeats?: readonly string[] };
type Call<P, Q> = { params: Output<P>; query: Output<Q> };
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * A route handler for public reads that are the same for everybody: shared caches keep them for ten seconds, with an
 * ETag and a `Link` to the next page (RFC 8288).
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

/** Removes a token of another hub, which clients send with every read; it is ignored here. */
function withoutForeignToken(request: Request): Request {
  const token = readBearer(request.headers.get("authorization"));
  if (token === null || token.startsWith("qr_")) return request;
  const headers = new Headers(request.headers);
  headers.delete("authorization");
  return new Request(request, { headers });
}
