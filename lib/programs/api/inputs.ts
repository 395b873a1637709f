import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { rowId } from "@/lib/base/row-id";
import { parseDay } from "@/lib/base/time";
import { readCursor } from "@/lib/feeds/cursor";
import { maxTokenLength, readShown } from "@/lib/feeds/for-you/shown-cursor";
import { canonicalKey } from "@/lib/papers/address";
import { foldUsername } from "@/lib/people/username";

/** A paper's id in any spelling, parsed to the hub's key. @throws AppError not-found for a text that cannot be a paper's id */
export const paperKey = z
  .string()
  .max(60)
  .transform((text) => {
    const key = canonicalKey(text);
    if (!key) throw new AppError("not-found", "There is no such paper here.");
    return key;
  })
  .describe(
    "A paper's id: its arXiv id without version, such as `2601.05230`, or a hub's own, such as `q-…`.",
  );

export const paperParams = z.object({ id: paperKey });

/** The numeric id of something that the hub numbers itself, such as a comment or a token. */
export const idParams = z.object({
  id: rowId.describe("The number that lists give."),
});

export const nameParams = z.object({
  name: z.string().max(60).transform(foldUsername).describe("A username."),
});

/** The page size of a list: an integer from 1 to `most`, by default `usual`. */
export function limitOf(most: number, usual: number) {
  const words = `How many, 1 to ${most}.`;
  return z.coerce.number().int().min(1).max(most).default(usual).describe(words);
}

/** The cursor that the previous page gave as `next`. @param isOurs whether a token is a cursor of this list */
export function afterOf(most: number, isOurs: (token: string) => boolean) {
  return z
    .string()
    .max(most)
    .refine(isOurs, { error: "This is no `next` of a page before." })
    .optional()
    .describe("The `next` of the page before; without it, the first page.");
}

export const afterQuery = afterOf(100, (token) => readCursor(token) !== null);

/** The cursor of a reader's own list, which names the papers that were shown already. */
export const afterShownQuery = afterOf(maxTokenLength, (token) => readShown(token) !== null);

export const dayQuery = z
  .string()
  .refine((text) => parseDay(text) !== null, { error: "Write a day as YYYY-MM-DD." })
  .optional();

export const topicQuery = z
  .string()
  .regex(/^[\w.-]{2,30}$/, { error: "Topics are arXiv's categories, such as cs.CL." })
  .optional()
  .describe("Only papers of this topic, such as `cs.CL`.");

/** A point in time in JSON: ISO 8601 in UTC with milliseconds. */
export const moment = z.iso.datetime({ precision: 3 });
