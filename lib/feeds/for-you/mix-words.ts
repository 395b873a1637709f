import type { Mix, MixPart } from "@/lib/feeds/for-you/mix";
import { mixParts, weightWords } from "@/lib/feeds/for-you/mix";

/** What each part of a reader's own page is called, and what it does. */
export const partWords: Record<MixPart, { name: string; does: string }> = {
  trend: { name: "Trend", does: "What everyone upvotes" },
  follows: { name: "Follows", does: "What you follow brings" },
  taste: { name: "Taste", does: "What is like your upvotes" },
  freshness: { name: "Freshness", does: "What was announced lately" },
  exploration: { name: "Exploration", does: "Wild cards from elsewhere" },
  discussion: { name: "Discussion", does: "What people talk about" },
};

/** A mix in words: "taste double, trend half"; "every part as it is" for the plain one. */
export function mixWords(mix: Mix): string {
  const changed = mixParts.filter((part) => mix[part] !== 1);
  const words = changed.map((part) => `${partWords[part].name.toLowerCase()} ${weightWords(mix[part])}`);
  return words.join(", ") || "every part as it is";
}
