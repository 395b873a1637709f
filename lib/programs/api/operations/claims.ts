import { z } from "zod";
import {
  claimPaper,
  decideClaim,
  listPendingClaims,
  listVerifiedClaims,
} from "@/lib/community/claims/claims";
import { claimList, claimState, toClaimListJson } from "@/lib/programs/api/claim-json";
import { idParams, paperKey } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const newClaim = z
  .strictObject({
    paper: paperKey,
    author: z.string().trim().max(200).describe("Your name as it stands on the paper."),
  })
  .meta({ id: "NewClaim", description: "“I am this author of this paper.”" });

const claim = operation(
  {
    id: "claimPaper",
    method: "POST",
    path: "/claims",
    tag: "Claims",
    summary: "Say that you are an author of a paper",
    description:
      "A curator decides. Saying it again changes nothing; while it waits, another name may be given.",
    access: "person",
    body: newClaim,
    answer: claimState,
    errors: ["not-found", "conflict"],
    example: { body: { paper: "{paper}", author: "{name}" } },
  },
  async ({ viewer, body }) => ({ status: await claimPaper(viewer, body.paper, body.author) }),
);

const list = operation(
  {
    id: "listClaims",
    method: "GET",
    path: "/review/claims",
    tag: "Review",
    summary: "List claims to decide on",
    access: "curator",
    query: z.strictObject({
      status: z
        .enum(["pending", "verified"])
        .default("pending")
        .describe("Those that wait, the oldest first; or those verified, the latest first."),
    }),
    answer: claimList,
    example: { query: { status: "pending" } },
  },
  async ({ viewer, query }) =>
    toClaimListJson(await (query.status === "pending" ? listPendingClaims : listVerifiedClaims)(viewer)),
);

const decide = operation(
  {
    id: "decideClaim",
    method: "PUT",
    path: "/review/claims/{id}",
    tag: "Review",
    summary: "Decide on a claim",
    description: "Or decide anew. A verified author's own upvote stops counting.",
    access: "curator",
    params: idParams,
    body: z.strictObject({ decision: z.enum(["verified", "declined"]) }).meta({ id: "ClaimDecision" }),
    errors: ["not-found"],
    purges: true,
    example: { params: { id: "{claim}" }, body: { decision: "verified" } },
  },
  ({ viewer, params, body, now }) => decideClaim(viewer, params.id, body.decision, now),
);

/** Claims to be an author, and what becomes of them. */
export const claimOperations: Operation[] = [claim, list, decide];
