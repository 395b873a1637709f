import { z } from "zod";
import { nameText } from "@/lib/people/name-text";

/** What a token permits: reading, or everything that its owner may do without a recent sign-in. */
export const scopes = ["read", "write"] as const;

/** The most tokens that a person can have at once. */
export const maxTokens = 50;

/** The settings of a new token. */
export const newTokenSchema = z.object({
  name: nameText()
    .min(1, { error: "Give the token a name that you will know again." })
    .max(60, { error: "A name has at most 60 characters." })
    .describe("What the token is for, so that its owner knows it again."),
  scope: z
    .enum(scopes, { error: "Choose what the token may do." })
    .describe(
      "`read` may look; `write` may do everything its owner may, except making tokens, giving roles, changing the address and deleting the account.",
    ),
  days: z
    .int({ error: "Say after how many days the token ends." })
    .min(1, { error: "A token lasts for a day at least." })
    .max(3660, { error: "A token lasts for at most ten years." })
    .nullable()
    .default(null)
    .describe("After how many days the token ends; null for never."),
});

export type NewToken = z.output<typeof newTokenSchema>;
