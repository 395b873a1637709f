import { cookies } from "next/headers";
import { endSessionByToken, sessionCookies } from "@/lib/people/account/sessions";
import { getSessionToken } from "@/lib/web/viewer";

/** Ends the session that this request carries, and removes its cookies from the browser. */
export async function signOut(): Promise<void> {
  const token = await getSessionToken();
  if (token) await endSessionByToken(token);
  const jar = await cookies();
  for (const name of sessionCookies) jar.delete({ name, path: "/", secure: name.startsWith("__Secure-") });
}
