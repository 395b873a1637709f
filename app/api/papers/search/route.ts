import { publicRead } from "@/app/api/public-read";
import { searchPapers } from "@/lib/programs/huggingface/read-papers";
import { searchPapersQuery } from "@/lib/programs/huggingface/requests";

/** Papers by words and meaning. */
export const GET = publicRead({ query: searchPapersQuery }, async ({ query }) => ({
  body: await searchPapers(query),
}));
