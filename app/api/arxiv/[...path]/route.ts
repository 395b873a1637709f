import { publicRead } from "@/app/api/public-read";
import { findPaperRow, toReposJson } from "@/lib/programs/huggingface/paper-json";
import { reposPath } from "@/lib/programs/huggingface/requests";

/** The models, datasets and spaces of a paper at Hugging Face; empty lists, which clients expect, for a paper that is not here. */
export const GET = publicRead({ params: reposPath }, async ({ params: key }) => ({
  body: toReposJson((await findPaperRow(key)) ?? { links: [] }),
}));
