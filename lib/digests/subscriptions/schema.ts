import { z } from "zod";
import { findTopic } from "@/lib/papers/topics/topics";
import { timeZoneSchema } from "@/lib/people/schema";

export const cadences = ["daily", "weekdays", "weekly"] as const;

/** How many papers a mail can contain; mail programs cut off longer mails. */
const maxPapersPerMail = 30;

/** How many subscriptions a person can have. */
export const maxSubscriptions = 20;

/** The address of a feed's page, as entered by a person. */
export const feedSchema = z
  .string()
  .trim()
  .max(500, { error: "An address has at most 500 characters." })
  .default("/")
  .describe(
    "The address of the feed's page here: `/` for what trends with everyone, `/topics/cs.CL`, `/search?q=agents`; for members also `/for-you`.",
  );

export const cadenceSchema = z
  .enum(cadences, { error: "Choose daily, weekdays or weekly." })
  .default("daily")
  .describe("How often a mail comes.");

/** The secret in the links of a subscription's mails. */
export const tokenSchema = z.string().regex(/^[\w-]{20,64}$/, { error: "This link is not complete." });

/** Parses the id of a subscription in an address; null for any other text. */
export function readSubscriptionId(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The schedule of a subscription, and its number of papers. */
export const scheduleSchema = z.object({
  cadence: cadenceSchema,
  hour: z.coerce.number().int().min(0).max(23).default(7).describe("0 to 23, in the time zone given."),
  weekday: z.coerce
    .number()
    .int()
    .min(1)
    .max(7)
    .default(1)
    .describe("Of a weekly mail: 1 Monday to 7 Sunday."),
  // UTC is the API's documented default. Forms send the time zone that their reader chose.
  timeZone: timeZoneSchema.default("UTC"),
  most: z.coerce
    .number()
    .int()
    .min(1, { error: "A mail holds at least one paper." })
    .max(maxPapersPerMail, { error: `A mail holds at most ${maxPapersPerMail} papers.` })
    .default(10)
    .describe("The most papers in one mail."),
});

export type Schedule = z.output<typeof scheduleSchema>;

/** A budget: how many papers come from one interest or topic, or as wild cards. */
export const budgetSchema = z
  .object({
    kind: z.enum(["interest", "topic", "wild"]),
    ref: z.string().max(30).default("").describe("An interest's id or a topic's; empty for wild cards."),
    papers: z.coerce.number().int().min(1).max(maxPapersPerMail),
    per: z.enum(["day", "week"]).describe("Of each mail, or of all mails in seven days."),
  })
  .refine(({ kind, ref }) => isRef[kind](ref), {
    path: ["ref"],
    error: "There is no such interest or topic.",
  });

const isRef = {
  interest: (ref: string) => /^[1-9]\d{0,9}$/.test(ref),
  topic: (ref: string) => findTopic(ref) !== null,
  wild: (ref: string) => ref === "",
};

export const budgetsSchema = z
  .array(budgetSchema)
  .max(20, { error: "At most twenty budgets." })
  .default([])
  .describe("None: the feed as it comes. Otherwise the mail holds these alone.");

export type Budget = z.output<typeof budgetSchema>;
