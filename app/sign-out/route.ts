import { apiRoute } from "@/lib/web/route";
import { signOut } from "@/lib/web/sign-out";

/** Signs this browser out; the target of a plain form on every page. */
export const POST = apiRoute({ signedOut: true }, async () => {
  await signOut();
  return new Response(null, { status: 303, headers: { Location: "/" } });
});
