import { cookies } from "next/headers";
import { endSessionByToken, sessionCookies } from "@/lib/people/account/sessions";
import { apiRoute } from "@/lib/web/route";
import { getSessionToken } from "@/lib/web/viewer";

/** Signs this browser out; the target of a plain form on every page. */
export const POST = apiRoute({ signedOut: true }, async () => {
  const token = await getSessionToken();
  if (token) await endSessionByToken(token);
  const jar = await cookies();
  for (const name of sessionCookies) jar.delete({ name, path: "/", secure: name.startsWith("__Secure-") });
  return new Response(null, { status: 303, headers: { Location: "/" } });
});
