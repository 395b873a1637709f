import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/people/viewer";
import { clientAddress } from "@/lib/web/address";
import { countUse, type LimitName } from "@/lib/web/limits";
import { assertSameOrigin } from "@/lib/web/origin";
import { readJson, requestId } from "@/lib/web/request";
import { errorResponse, jsonResponse } from "@/lib/web/respond";
import { getViewer } from "@/lib/web/viewer";

type Schemas = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType };
type Options = Schemas & { limit?: LimitName };
type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Call<O extends Schemas, V> = {
  viewer: V;
  params: Parsed<O["params"]>;
  query: Parsed<O["query"]>;
  body: Parsed<O["body"]>;
  request: Request;
};
type Context = {
  params: Promise<Record<string, string | string[] | undefined>>;
};
type Handler = (request: Request, context: Context) => Promise<Response>;

/**
 * A route handler of the JSON API: same-origin check, viewer, rate limit, parsing, one call, one error format.
 * @param options schemas of the address's parts, the query and the JSON body (each optional); `signedOut` admits
 * everybody; `limit` names the rate limit ("write" for state changes, none for reads, unless said otherwise)
 * @param run the one call; a Response passes through, nothing becomes 204, anything else is written as JSON
 */
export function apiRoute<O extends Options>(
  options: O & { signedOut: true },
  run: (call: Call<O, Viewer | null>) => unknown,
): Handler;
export function apiRoute<O extends Options>(
  options: O & { signedOut?: never },
  run: (call: Call<O, Viewer>) => unknown,
): Handler;
export function apiRoute(
  options: Options & { signedOut?: true },
  run: ((call: Call<Schemas, Viewer>) => unknown) | ((call: Call<Schemas, Viewer | null>) => unknown),
): Handler {
  return async (request, context) => {
    const id = requestId(request.headers);
    try {
      const viewer = await admit(request, options);
      const parsed = await parse(request, context, options);
      const result = await (run as (call: unknown) => unknown)({
        viewer,
        request,
        ...parsed,
      });
      return result instanceof Response ? result : jsonResponse(result, id);
    } catch (reason) {
      return errorResponse(reason, id);
    }
  };
}

async function admit(request: Request, options: Options & { signedOut?: true }): Promise<Viewer | null> {
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (changes) assertSameOrigin(request.headers);
  const viewer = await getViewer();
  const limit = options.limit ?? (changes ? "write" : null);
  if (limit) await countUse(limit, { viewer, address: clientAddress(request.headers) });
  if (!viewer && !options.signedOut) throw new AppError("signed-out", "Sign in first.");
  return viewer;
}

async function parse(request: Request, context: Context, { params, query, body }: Options) {
  return {
    params: params?.parse(await context.params),
    query: query?.parse(Object.fromEntries(new URL(request.url).searchParams)),
    body: body?.parse(await readJson(request)),
  };
}
