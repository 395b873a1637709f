import { AppError } from "@/lib/base/errors";
import { apiRoute } from "@/lib/web/route";

/** Answers in JSON that there is nothing at this address. */
const nowhere = apiRoute({ signedOut: true }, () => {
  throw new AppError("not-found", "There is no such address in the API; /developers lists all there are.");
});

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
