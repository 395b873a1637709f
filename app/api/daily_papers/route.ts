import { publicRead } from "@/app/api/public-read";
import { dailyQuery } from "@/lib/programs/huggingface/contract-query";
import { listDaily } from "@/lib/programs/huggingface/daily";

/** The daily feed, of a date, week or month or as a whole. */
export const GET = publicRead({ query: dailyQuery }, async ({ query }) => {
  const { items, more } = await listDaily(query);
  return { body: items, next: more ? { p: String(query.p + 1) } : null };
});
