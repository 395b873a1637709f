import { AppError } from "@/lib/base/errors";
import { noOAuth } from "@/lib/programs/mcp/no-oauth";
import { apiRoute } from "@/lib/web/route";

/** Answers in JSON that there is nothing at this address; where clients look for OAuth, that there is none. */
const nowhere = apiRoute({ signedOut: true }, ({ request }) => {
  const isSignIn = /^\/\.well-known\/(oauth|openid)-/.test(new URL(request.url).pathname);
  throw new AppError("not-found", isSignIn ? noOAuth : "There is nothing at this address.");
});

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
