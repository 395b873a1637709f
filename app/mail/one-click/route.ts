import { stopNotificationMail } from "@/lib/notifications/stop";
import { apiRoute } from "@/lib/web/route";

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

/** The one click of RFC 8058: a mail program posts here, without cookies, when its reader asks it to stop such mails. */
export const POST = apiRoute({ signedOut: true, mixed: true }, ({ request }) =>
  stopNotificationMail(tokenOf(request)),
);

/** Somebody who opens the address sees a page that asks; a scanner that opens it changes nothing. */
export function GET(request: Request): Response {
  const location = `/mail/stop?token=${encodeURIComponent(tokenOf(request))}`;
  return new Response(null, { status: 303, headers: { Location: location } });
}
