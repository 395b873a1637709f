import { publicRead } from "@/app/api/public-read";
import { listDaily } from "@/lib/programs/huggingface/read-papers";
import { dailyQuery } from "@/lib/programs/huggingface/requests";

/** The daily feed: all of it, or of a date, week or month. */
export const GET = publicRead({ query: dailyQuery }, async ({ query }) => {
  const { items, more } = await listDaily(query);
  return { body: items, next: more ? { p: String(query.p + 1) } : null };
});
