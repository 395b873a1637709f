import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { comparedWords, foldText } from "@/lib/search/words";

type Mutes = Reader["mutes"];

/** Whether a paper has a muted topic, author, organisation or submitter. */
export function isMuted(
  { topics, authorSlugs, organizationSlug, submitter }: PoolPaper,
  mutes: Mutes,
): boolean {
  for (const { kind, ref } of mutes) {
    if (kind === "topic" && topics.includes(ref)) return true;
    if (kind === "author" && authorSlugs.includes(ref)) return true;
    if (kind === "organization" && organizationSlug === ref) return true;
    if (kind === "person" && submitter === ref) return true;
  }
  return false;
}

/**
 * Gives a function that tells whether a paper's title or abstract has a muted word or phrase. Searching texts is slow, so
 * call it only for papers that would be shown.
 */
export function wordMute(mutes: Mutes): (paper: Pick<PoolPaper, "text">) => boolean {
  const phrases = new Map<number, Set<string>>();
  for (const { kind, ref } of mutes) {
    const words = kind === "word" ? wordsIn(ref) : [];
    const ofLength = phrases.get(words.length) ?? new Set();
    if (words.length > 0) phrases.set(words.length, ofLength.add(words.join(" ")));
  }
  if (phrases.size === 0) return () => false;
  return ({ text }) => {
    const words = wordsIn(text);
    return [...phrases].some(([length, ofLength]) =>
      words.some((_, at) => ofLength.has(words.slice(at, at + length).join(" "))),
    );
  };
}

/** The words as a search compares them, so that a muted "Schrodinger" is every Schrödinger, and C++ is not C. */
function wordsIn(text: string): string[] {
  return comparedWords(foldText(text));
}
