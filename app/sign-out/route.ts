import { cookies } from "next/headers";
import { endSessionByToken } from "@/lib/people/sessions";
import { assertSameOrigin } from "@/lib/web/origin";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";
import { getSessionToken, sessionCookies } from "@/lib/web/viewer";

/** Signs this browser out: a plain form anywhere on the hub leads here. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers);
    const token = await getSessionToken();
    if (token) await endSessionByToken(token);
    const jar = await cookies();
    for (const name of sessionCookies) jar.delete({ name, path: "/", secure: name.startsWith("__Secure-") });
    return new Response(null, { status: 303, headers: { Location: "/" } });
  } catch (reason) {
    return errorResponse(reason, requestId(request.headers));
  }
}
