import { isAppError } from "@/lib/web/form";

type Handlers = { GET: (request: Request) => Response; POST: (request: Request) => Promise<Response> };

/**
 * An address for the one click of RFC 8058: a mail program posts here when its reader asks it to stop such mails. The
 * secret in the address is all there is; no cookie counts and any origin may post (lib/server/gate.ts lets it through).
 * @param page where somebody is led who opens the address, to be asked: a scanner that opens it changes nothing
 * @param stop stops what the secret stands for; throws AppError for one that nobody was sent
 */
export function oneClick(page: string, stop: (token: string) => Promise<void>): Handlers {
  return {
    GET: (request) => {
      const location = `${page}?token=${encodeURIComponent(tokenOf(request))}`;
      return new Response(null, { status: 303, headers: { Location: location } });
    },
    POST: async (request) => {
      try {
        await stop(tokenOf(request));
      } catch (reason) {
        if (isAppError(reason)) return plain(reason.message, reason.status);
        throw reason;
      }
      return plain("Stopped: no more of these mails come.", 200);
    },
  };
}

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get("token") ?? "";
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
