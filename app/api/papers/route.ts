import { publicRead } from "@/app/api/public-read";
import { papersQuery } from "@/lib/programs/huggingface/contract-query";
import { listByDate } from "@/lib/programs/huggingface/papers-by-date";

/** All papers, the latest publication first. */
export const GET = publicRead({ query: papersQuery }, async ({ query }) => {
  const { items, next } = await listByDate(query);
  return { body: items, next: next === null ? null : { cursor: next } };
});
