import type { SearchOutcome } from "@/lib/search/schema";

/** How many papers were found, as people say it; "about" where nearness in meaning decides what still counts. */
export function countWords({ found, more, meaning }: Omit<SearchOutcome, "hits">): string {
  if (more) return `${found.toLocaleString("en")} papers or more`;
  if (found === 1) return "1 paper";
  return `${meaning && found > 50 ? "about " : ""}${found.toLocaleString("en")} papers`;
}
