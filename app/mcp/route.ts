import { z } from "zod";
import { answerMessage } from "@/lib/programs/mcp/server";
import { readBearer } from "@/lib/web/bearer";
import { assertHubOrigin } from "@/lib/web/origin";
import { notAllowed } from "@/lib/web/respond";
import { apiRoute } from "@/lib/web/route";

/** A single message: a batch would count as one call. */
const message = z.looseObject({}, { error: "Send one JSON-RPC message." });

/** The Model Context Protocol over streamable HTTP, without sessions: every message is answered by itself. */
export const POST = apiRoute(
  { signedOut: true, mixed: true, body: message },
  ({ viewer, request, body, count, change }) => {
    if (readBearer(request.headers.get("authorization")) === null) assertHubOrigin(request.headers);
    return answerMessage(request, body, { viewer, count, change, now: new Date() });
  },
);

// Without sessions there is no stream to open or to end.
const refuse = apiRoute({ signedOut: true }, () => notAllowed(["POST"]));

export { refuse as DELETE, refuse as GET };
