import { z } from "zod";
import { withQuery } from "@/lib/feeds/addresses";

/** The parts of a reader's own page that the reader can weigh. */
export const mixParts = ["trend", "follows", "taste", "freshness", "exploration", "discussion"] as const;
export type MixPart = (typeof mixParts)[number];

/** A weight for each part: 0 leaves it out, 1 is as it is, 2 counts it double. */
export type Mix = Record<MixPart, number>;

export const mostWeight = 2;

/** Every part as it is. */
export const plainMix: Mix = { trend: 1, follows: 1, taste: 1, freshness: 1, exploration: 1, discussion: 1 };

const weight = z.coerce.number().min(0).max(mostWeight).catch(1).default(1);

/** What the address of a mix may say: `?trend=0.5&taste=2`. Wrong and absent weights count as 1. */
export const mixQuery = z.object({
  trend: weight,
  follows: weight,
  taste: weight,
  freshness: weight,
  exploration: weight,
  discussion: weight,
}) satisfies z.ZodType<Mix>;

/** A mix as the address of a page; parts as they are do not stand in it. */
export function mixAddress(mix: Mix, path = "/for-you"): string {
  const parts = mixParts.map((part) => [part, mix[part] === 1 ? undefined : mix[part]] as const);
  return withQuery(path, Object.fromEntries(parts));
}

/** Whether a mix leaves every part as it is. */
export function isPlain(mix: Mix): boolean {
  return mixParts.every((part) => mix[part] === 1);
}
