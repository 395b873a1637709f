import { tokenSchema } from "@/lib/subscriptions/schema";
import { stopSubscription } from "@/lib/subscriptions/subscriptions";
import { isAppError } from "@/lib/web/form";

/**
 * The one click of RFC 8058: a mail program posts here when its reader asks it to stop a list. The secret in the address
 * is all there is; no cookie counts and any origin may post (lib/server/gate.ts lets it through).
 */
export async function POST(request: Request): Promise<Response> {
  const token = tokenOf(request);
  if (!token) return plain("This link is not complete.", 400);
  try {
    await stopSubscription(token);
  } catch (reason) {
    if (isAppError(reason)) return plain(reason.message, reason.status);
    throw reason;
  }
  return plain("Stopped: no more mails come by this subscription.", 200);
}

/** Somebody who opens the address sees a page that asks; a scanner that opens it changes nothing. */
export function GET(request: Request): Response {
  const location = `/subscriptions/stop?token=${tokenOf(request) ?? ""}`;
  return new Response(null, { status: 303, headers: { Location: location } });
}

function tokenOf(request: Request): string | null {
  return tokenSchema.safeParse(new URL(request.url).searchParams.get("token")).data ?? null;
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
