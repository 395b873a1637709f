import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Reader } from "@/lib/feeds/for-you/reader";

type Mutes = Reader["mutes"];

/** Whether a paper has a muted topic, author or submitter. */
export function isMuted({ topics, authorSlugs, submitter }: PoolPaper, mutes: Mutes): boolean {
  for (const { kind, ref } of mutes) {
    if (kind === "topic" && topics.includes(ref)) return true;
    if (kind === "author" && authorSlugs.includes(ref)) return true;
    if (kind === "person" && submitter === ref) return true;
  }
  return false;
}

/**
 * Gives a function that tells whether a paper's title or abstract has a muted word or phrase. Searching texts is slow, so
 * call it only for papers that would be shown.
 */
export function wordMute(mutes: Mutes): (paper: PoolPaper) => boolean {
  const words = mutes.filter(({ kind }) => kind === "word").map(({ ref }) => pattern(ref));
  if (words.length === 0) return () => false;
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "u");
  return ({ text }) => any.test(text);
}

function pattern(words: string): string {
  const parts = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.join("[^\\p{L}\\p{N}]+");
}
