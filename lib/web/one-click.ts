import { toAppError } from "@/lib/base/database-failure";

/**
 * The answer to a one-click unsubscribe (RFC 8058): a mail program posts to the address when its reader unsubscribes. Only
 * the secret in the address authorises the request; cookies are ignored and any origin may post (see request-guard.ts).
 * @param stop stops the mails that belong to the secret; throws AppError for an unknown secret
 */
export async function stopAtOnce(
  request: Request,
  stop: (token: string) => Promise<void>,
): Promise<Response> {
  try {
    await stop(tokenOf(request));
  } catch (reason) {
    const known = toAppError(reason);
    if (known) return plain(known.message, known.status);
    throw reason;
  }
  return plain("Stopped: no more of these mails come.", 200);
}

/** Redirects a browser that opens such an address to a page with a button, so that a link scanner changes nothing. */
export function askFirst(request: Request, page: string): Response {
  const location = `${page}?token=${encodeURIComponent(tokenOf(request))}`;
  return new Response(null, { status: 303, headers: { Location: location } });
}

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get("token") ?? "";
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
