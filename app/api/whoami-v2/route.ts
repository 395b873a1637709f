import { whoAmI } from "@/lib/programs/huggingface/read-people";
import { readBearer } from "@/lib/web/bearer";
import { apiRoute } from "@/lib/web/route";

/** Says to whom a token belongs and what it may do. */
export const GET = apiRoute({}, ({ viewer, request }) =>
  whoAmI(viewer, readBearer(request.headers.get("authorization"))),
);
