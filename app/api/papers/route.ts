import { publicRead } from "@/app/api/public-read";
import { listByDate } from "@/lib/programs/huggingface/read-papers";
import { papersQuery } from "@/lib/programs/huggingface/requests";

/** All papers, the latest publication first. */
export const GET = publicRead({ query: papersQuery }, async ({ query }) => {
  const { items, next } = await listByDate(query);
  return { body: items, next: next === null ? null : { cursor: next } };
});
