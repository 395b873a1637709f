import { z } from "zod";
import { withQuery } from "@/lib/base/with-query";
import { weightWords } from "@/lib/feeds/for-you/weight-words";
import { nameText } from "@/lib/people/name-text";

/** The parts of a reader's own page that the reader can weigh. */
export const mixParts = [
  "trend",
  "follows",
  "taste",
  "record",
  "freshness",
  "exploration",
  "discussion",
] as const;
export type MixPart = (typeof mixParts)[number];

/** A weight for each part: 0 leaves it out, 1 is normal, 2 counts it double. */
export type Mix = Record<MixPart, number>;

export const maxWeight = 2;

/** Every part at its normal weight. */
export const plainMix: Mix = {
  trend: 1,
  follows: 1,
  taste: 1,
  record: 1,
  freshness: 1,
  exploration: 1,
  discussion: 1,
};

const weight = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number().min(0).max(maxWeight))
  .catch(1)
  .default(1);

/** The query parameters of a mix: `?trend=0.5&taste=2`. Invalid and absent weights count as 1. */
export const mixQuery = z.object({
  trend: weight,
  follows: weight,
  taste: weight,
  record: weight,
  freshness: weight,
  exploration: weight,
  discussion: weight,
}) satisfies z.ZodType<Mix>;

/**
 * The mix in a page's query; null if the query names no part, so that the reader's default mix applies. Naming one part
 * sets all of them, so `?trend=1` is the plain mix.
 */
export function findMixOfQuery(query: Record<string, string | string[] | undefined>): Mix | null {
  return mixParts.some((part) => query[part] !== undefined) ? mixQuery.parse(query) : null;
}

/** The path of a reader's own page, or of one of their saved mixes. */
export function ownPath(slug?: string): string {
  return slug === undefined ? "/for-you" : `/for-you/${encodeURIComponent(slug)}`;
}

/** The address of a page in a mix. Parts with the weight 1 are left out. */
export function mixAddress(mix: Mix, path = ownPath()): string {
  const parts = mixParts.map((part) => [part, mix[part] === 1 ? undefined : mix[part]] as const);
  return withQuery(path, Object.fromEntries(parts));
}

/** Whether every part of a mix has its normal weight. */
export function isPlain(mix: Mix): boolean {
  return mixParts.every((part) => mix[part] === 1);
}

/** The address of a page in a mix, even if the page has another default: the plain mix names a part, too. */
export function exactMixAddress(mix: Mix, path = ownPath()): string {
  return isPlain(mix) ? withQuery(path, { trend: 1 }) : mixAddress(mix, path);
}

/** Whether two mixes have the same weights. */
export function isSameMix(one: Mix, other: Mix): boolean {
  return mixParts.every((part) => one[part] === other[part]);
}

/** The name of each part of a reader's own page, and what it does. */
export const sliderWords: Record<MixPart, { name: string; does: string }> = {
  trend: { name: "Trend", does: "What everyone upvotes" },
  follows: { name: "Follows", does: "What you follow brings" },
  taste: { name: "Taste", does: "What is like your upvotes" },
  record: { name: "Track record", does: "Authors whose papers were upvoted" },
  freshness: { name: "Freshness", does: "What was announced lately" },
  exploration: { name: "Exploration", does: "Wild cards from elsewhere" },
  discussion: { name: "Discussion", does: "What people talk about" },
};

/** A mix in words: "taste double, trend half"; "every part as it is" for the plain one. */
export function mixWords(mix: Mix): string {
  const changed = mixParts.filter((part) => mix[part] !== 1);
  const words = changed.map((part) => `${sliderWords[part].name.toLowerCase()} ${weightWords(mix[part])}`);
  return words.join(", ") || "every part as it is";
}

/** How many mixes a reader can save. */
export const maxMixes = 20;

export const mixName = nameText()
  .min(1, { error: "Give the mix a name." })
  .regex(/[\p{L}\p{N}]/u, { error: "A name needs a letter or a digit." })
  .max(60, { error: "A name has at most 60 characters." });
