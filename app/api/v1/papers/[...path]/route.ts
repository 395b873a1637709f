import { z } from "zod";
import { AppError } from "@/lib/errors";
import { uncountedNote } from "@/lib/papers/uncounted";
import { takeBackUpvote, type UpvoteState, upvote } from "@/lib/papers/upvotes";
import { apiRoute } from "@/lib/web/route";

// Old arXiv ids have a slash in them, so the address is read from its end.
const upvotePath = z.object({ path: z.array(z.string().max(40)).max(3) }).transform(({ path }) => {
  if (path.length < 2 || path.at(-1) !== "upvote")
    throw new AppError("not-found", "There is no such address in the API.");
  return path.slice(0, -1).join("/");
});

/** Upvotes a paper; repeating it changes nothing. */
export const PUT = apiRoute({ params: upvotePath, limit: "vote" }, async ({ viewer, params, request }) =>
  answer(request, await upvote(viewer, params)),
);

/** Takes the upvote back; without one nothing changes. */
export const DELETE = apiRoute({ params: upvotePath, limit: "vote" }, async ({ viewer, params, request }) =>
  answer(request, await takeBackUpvote(viewer, params)),
);

/** Nothing, or the new state for those who ask for it (RFC 7240). */
function answer(request: Request, { upvoted, upvotes, uncounted }: UpvoteState) {
  if (request.headers.get("prefer") !== "return=representation") return undefined;
  return { upvoted, upvotes, note: uncountedNote(uncounted) };
}
