import { z } from "zod";
import {
  type ClaimRow,
  claimPaper,
  decideClaim,
  listPendingClaims,
  listVerifiedClaims,
} from "@/lib/community/claims/claims";
import { idParams, moment, paperKey } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const status = z.enum(["pending", "verified", "declined"]);

const claimState = z.object({ status }).meta({ id: "ClaimState", description: "How your claim stands now." });

const claimList = z
  .object({
    items: z.array(
      z.object({
        id: z.int(),
        paper: z.object({ id: z.string(), title: z.string() }),
        author: z.string().describe("The name on the paper."),
        person: z.string().nullable().describe("The username of who claims to be that author."),
        status,
        createdAt: moment,
      }),
    ),
  })
  .meta({ id: "ClaimList", description: "Claims to be an author, at most 50." });

function toClaimListJson(claims: ClaimRow[]): z.input<typeof claimList> {
  return {
    items: claims.map(({ id, paper, authorName, username, createdAt, ...claim }) => ({
      id,
      paper: { id: paper.key, title: paper.title },
      author: authorName,
      person: username,
      status: claim.status,
      createdAt: createdAt.toISOString(),
    })),
  };
}

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
    description: "Who says to be which author of which paper.",
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

/** Operations on claims to be an author of a paper: claim, list, decide. */
export const claimOperations: Operation[] = [claim, list, decide];
