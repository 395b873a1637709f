import { multiple } from "@/lib/base/labels";
import type { Mix } from "@/lib/feeds/for-you/mix";
import type { Reader, Seen } from "@/lib/feeds/for-you/reader";
import type { Way } from "@/lib/feeds/for-you/slots";
import type { SumPart } from "@/lib/feeds/for-you/sum";

type Around = { way: Way; reader: Reader; topic: string | undefined; mix: Mix; seen: Seen | undefined };

export const seenWords: Record<Seen, string> = {
  opened: "You opened it before",
  upvoted: "You upvoted it before",
  brought: "You brought it along",
  passed: "You passed it by three times",
};

/** What moves a paper by less heat than this is no reason. */
export const leastReason = 0.2;

/** Why a paper stands where it does, in one line: the strongest two of what is the reader's own, or what everyone's page says. */
export function reasonOf(parts: SumPart[], { way, reader, topic, mix, seen }: Around): string {
  // What the lead is of is said alone: a second reason would stand between the two.
  const own = way === "lead" ? ownWords(parts.filter(isInterest)) : ownWords(parts);
  const words =
    way === "wild"
      ? wildWords(reader, topic, parts)
      : own || (mix.trend === 0 ? "Among the papers of these days" : "Trending with everyone");
  const lead = way === "lead" ? ", of which little would be here otherwise" : "";
  return words + lead + (seen ? `, though ${lowerFirst(seenWords[seen])}` : "");
}

function ownWords(parts: SumPart[]): string {
  const own = parts.filter(
    ({ part, heat }) => (part === "taste" || part === "follows") && heat >= leastReason,
  );
  const words = own
    .sort((a, b) => b.heat - a.heat)
    .slice(0, 2)
    .map(({ words, heat }) =>
      isInterest({ words }) ? `${multiple(heat)}× for ${lowerFirst(words)}` : words,
    );
  return words.map((one, i) => (i ? lowerFirst(one) : one)).join(", ");
}

function isInterest({ words }: { words: string }): boolean {
  return /^Your interest|^Like what/.test(words);
}

function wildWords(reader: Reader, topic: string | undefined, parts: SumPart[]): string {
  // The line must not say the opposite of what the sum below it says.
  const away = parts.some(({ part, heat }) => part === "taste" && heat < 0);
  if (reader.interests.size > 0) return `A wild card from ${away ? "outside" : "next to"} what you read`;
  return topic
    ? `A wild card: hot in ${topic}, which you do not follow`
    : "A wild card from outside what you follow";
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
