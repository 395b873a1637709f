import { takeMailEvents } from "@/lib/web/mail-events";
import { apiRoute } from "@/lib/web/route";

const take = apiRoute({ signedOut: true }, ({ request }) => takeMailEvents(request));

/** Takes reports of bounces and complaints from the mail server, which has a secret of its own instead of a token. */
export async function POST(request: Request, context: Parameters<typeof take>[1]): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("x-mail-events", headers.get("authorization") ?? "");
  headers.delete("authorization");
  return take(new Request(request, { headers }), context);
}
