import { publicRead } from "@/app/api/public-read";
import { searchPapersQuery } from "@/lib/api/contract-query";
import { searchPapers } from "@/lib/api/search-papers";

/** Papers by words and meaning. */
export const GET = publicRead({ query: searchPapersQuery }, async ({ query }) => ({
  body: await searchPapers(query),
}));
