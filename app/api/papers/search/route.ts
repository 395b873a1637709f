import { publicRead } from "@/app/api/public-read";
import { searchPapersQuery } from "@/lib/programs/huggingface/contract-query";
import { searchPapers } from "@/lib/programs/huggingface/search-papers";

/** Papers by words and meaning. */
export const GET = publicRead({ query: searchPapersQuery }, async ({ query }) => ({
  body: await searchPapers(query),
}));
