import { publicRead } from "@/app/api/public-read";
import { reposPath } from "@/lib/programs/huggingface/requests";

/** The models, datasets and spaces of a paper: this hub has none and answers with the empty lists that clients expect. */
export const GET = publicRead({ params: reposPath }, () => ({
  body: { models: [], datasets: [], spaces: [] },
}));
