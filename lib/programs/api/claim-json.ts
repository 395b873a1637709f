import { z } from "zod";
import type { ClaimRow } from "@/lib/community/claims/claims";
import { moment } from "@/lib/programs/api/inputs";

const status = z.enum(["pending", "verified", "declined"]);

export const claimState = z
  .object({ status })
  .meta({ id: "ClaimState", description: "How your claim stands now." });

export const claimList = z
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

export function toClaimListJson(claims: ClaimRow[]): z.input<typeof claimList> {
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
