import { z } from "zod";

/** The feeds that come by mail. */
export const feedSchema = z.enum(["/"]).default("/");

export type SubscribedFeed = z.output<typeof feedSchema>;

/** The secret in the links of a subscription's mails. */
export const tokenSchema = z.string().regex(/^[\w-]{20,64}$/, { error: "This link is not complete." });
