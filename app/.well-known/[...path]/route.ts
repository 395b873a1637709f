import { AppError } from "@/lib/base/errors";
import { apiRoute } from "@/lib/web/route";

/** Answers in JSON that there is nothing at this address. */
const nowhere = apiRoute({ signedOut: true }, ({ request }) => {
  const isSignIn = /^\/\.well-known\/(oauth|openid)-/.test(new URL(request.url).pathname);
  throw new AppError("not-found", isSignIn ? noSignIn : "There is nothing at this address.");
});

// Clients of the Model Context Protocol look here before they ask people to sign in.
const noSignIn =
  "This hub has no OAuth. Everything public can be read without a token; for the rest, send one made at /settings/tokens as `Authorization: Bearer …`. A client that cannot send headers can only read.";

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
