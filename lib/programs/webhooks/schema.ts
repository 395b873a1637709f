import { z } from "zod";

/** What a webhook may be told of. */
export const events = ["paper", "comment", "upvote"] as const;

/** The most webhooks a person has at once. */
export const maxWebhooks = 20;

/** Instead of a feed's address: comments on every paper, for admins. */
export const everywhere = "/";

/** What a person says about a webhook they want. */
export const newWebhookSchema = z.object({
  url: z
    .string()
    .trim()
    .min(1, { error: "Give the address that is to be called." })
    .max(500, { error: "An address has at most 500 characters." })
    .describe("Where to send, `https://…`; it must be reachable from the public internet."),
  event: z
    .enum(events, { error: "Choose what the address is told of." })
    .describe(
      "`paper`: new papers of a feed. `comment`: comments by others on papers that you submitted, are a verified author of, or have commented on yourself. `upvote`: counted upvotes by others of papers that you submitted or are a verified author of.",
    ),
  feed: z
    .string()
    .trim()
    .max(500)
    .nullable()
    .default(null)
    .describe(
      "For `paper`, the address of the feed's page on this hub, such as `/topics/cs.CL` or `/search?q=agents`. For `comment`, `/` means every paper; for admins only.",
    ),
});

export type NewWebhook = z.output<typeof newWebhookSchema>;
