import { z } from "zod";

/** The kinds of events for webhooks. */
export const events = ["paper", "comment", "upvote"] as const;

/** How many webhooks a person can have at once. */
export const maxWebhooks = 20;

/** Used instead of a feed's address for comments on every paper, which is for admins only. */
export const everywhere = "/";

/** The settings of a new webhook. */
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
