import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { isRecentSession } from "@/lib/people/account/sessions";
import { findTokenPerson } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";
import { clientAddress } from "@/lib/web/address";
import { readBearer } from "@/lib/web/bearer";
import { budgetHeaders } from "@/lib/web/limits/limit-headers";
import { countCall, countMailbox, countUse, type LimitName } from "@/lib/web/limits/limits";
import { assertSameOrigin } from "@/lib/web/origin";
import { readJson, requestId } from "@/lib/web/request";
import { errorResponse, jsonResponse, readResponse, type Sharing } from "@/lib/web/respond";
import { getSessionToken, getViewer } from "@/lib/web/viewer";
import type { TokenScope } from "@/prisma/generated/enums";

type Schemas = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType };
type Options = Schemas & {
  limit?: LimitName;
  repeats?: readonly string[];
  sharedFor?: number;
  status?: 201;
  mixed?: true;
  sensitive?: true;
  mailsTo?: "email";
};
type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Call<O extends Schemas, V> = {
  viewer: V;
  params: Parsed<O["params"]>;
  query: Parsed<O["query"]>;
  body: Parsed<O["body"]>;
  request: Request;
  /** Headers to add to the answer. */
  headers: Headers;
  /** For `mixed` routes: counts one use of a limit. @throws AppError too-many */
  count: (limit: LimitName) => Promise<void>;
  /** For `mixed` routes: must be called before anything is changed. @throws AppError signed-out, forbidden, too-many */
  change: (limit: LimitName) => Promise<Viewer>;
};
type Context = {
  params: Promise<Record<string, string | string[] | undefined>>;
};
type Handler = (request: Request, context: Context) => Promise<Response>;

/**
 * A route handler of the JSON API, for pages (by session cookie) and programs (by bearer token): same-origin check,
 * viewer, rate limits, parsing, one call, one error format.
 * @param options optional schemas of the path's parts, the query and the JSON body; `repeats` names the parameters of the
 * query that may be given several times, whose values come as a list; `signedOut` admits everybody; `limit`
 * names a rate limit in addition to that of the whole API (by default "write" for state changes, none for reads); `mixed`
 * is for addresses to which both reads and changes are posted, where `run` must call `change` before a change; `sharedFor`
 * is the number of seconds for which caches may keep a signed-out read; `status` is 201 if something is created;
 * `sensitive` refuses tokens, and sessions that were begun more than 15 minutes ago; `mailsTo` counts a mail to the `email`
 * of the body
 * @param run makes the one call; a Response passes through, undefined becomes 204, anything else is written as JSON
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
    const more = new Headers({ "X-Request-Id": id });
    try {
      const admitted = await admit(request, options, more);
      const { viewer } = admitted;
      const parsed = await parse(request, context, options);
      if (options.mailsTo) await countMailbox(mailedSchema.parse(parsed.body).email);
      const call = { ...admitted, request, headers: more, ...parsed };
      const result = await (run as (call: unknown) => unknown)(call);
      return withHeaders(respond(result, { id, request, viewer, options }), more);
    } catch (reason) {
      return withHeaders(errorResponse(reason, id), more);
    }
  };
}

const mailedSchema = z.object({ email: z.string() });

type Admitting = Options & { signedOut?: true };

async function admit(request: Request, options: Admitting, more: Headers) {
  const changes = isChange(request) && !options.mixed;
  const token = readBearer(request.headers.get("authorization"));
  // A page of another site can make the browser send the cookie, but not a token, which it does not know.
  if (isChange(request) && token === null) assertSameOrigin(request.headers);
  const bearer = token === null ? null : await findTokenPerson(token);
  const viewer = token === null ? await getViewer() : (bearer?.viewer ?? null);
  const who = { viewer, address: clientAddress(request.headers) };
  const left = await countCall(who);
  for (const [name, value] of Object.entries(left ? budgetHeaders(left) : {})) more.set(name, value);
  if (token !== null && !bearer) throw new AppError("signed-out", unknownToken);
  const count = (limit: LimitName) => countUse(limit, who);
  if (changes) assertMayWrite(bearer);
  const limit = options.limit ?? (changes ? "write" : null);
  if (limit) await count(limit);
  if (!viewer && !options.signedOut) throw new AppError("signed-out", "Sign in first.");
  if (options.sensitive) await assertRecentSession(bearer);
  const change = async (limit: LimitName) => {
    if (!viewer) throw new AppError("signed-out", needsToken);
    assertMayWrite(bearer);
    await count(limit);
    return viewer;
  };
  return { viewer, count, change };
}

function assertMayWrite(bearer: { scope: TokenScope } | null): void {
  if (bearer?.scope === "read") throw new AppError("forbidden", readOnly);
}

/** @throws AppError forbidden for a token, and for a session that was begun more than 15 minutes ago */
async function assertRecentSession(bearer: { scope: TokenScope } | null): Promise<void> {
  if (bearer) throw new AppError("forbidden", "No token can do this: sign in and do it in your settings.");
  if (!(await isRecentSession(await getSessionToken()))) throw new AppError("forbidden", needsRecent);
}

const needsRecent =
  "This needs a sign-in of the last 15 minutes: sign in again at /sign-in/again, then repeat the call.";
const needsToken =
  "This needs a token that may write: make one in your settings and send it with every call.";
const unknownToken = "This token is not known here, or it has ended: make a new one in your settings.";
const readOnly = "This token may only read: make one that may write in your settings.";

async function parse(request: Request, context: Context, { params, query, body, repeats = [] }: Options) {
  const { searchParams } = new URL(request.url);
  const lists = repeats.filter((name) => searchParams.has(name));
  const given = lists.map((name) => [name, searchParams.getAll(name)]);
  return {
    params: params?.parse(await context.params),
    query: query?.parse({ ...Object.fromEntries(searchParams), ...Object.fromEntries(given) }),
    body: body?.parse(await readJson(request)),
  };
}

type Answering = { id: string; request: Request; viewer: Viewer | null; options: Options };

function respond(result: unknown, { id, request, viewer, options }: Answering): Response {
  if (result instanceof Response) return result;
  if (isChange(request) || result === undefined) return jsonResponse(result, id, options.status);
  const shared = !viewer && options.sharedFor;
  const sharing: Sharing = shared ? { seconds: shared } : "private";
  return readResponse(result, id, request, sharing);
}

function isChange({ method }: Request): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Adds headers that the answer does not have: a refusal's own RateLimit header wins over that of the API as a whole. */
function withHeaders(response: Response, more: Headers): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of more) if (!headers.has(name)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
