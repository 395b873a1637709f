import { publicRead } from "@/app/api/public-read";
import { reposPath } from "@/lib/programs/huggingface/requests";

/** The models, datasets and spaces made with a paper: this hub holds none, and says so in the shape clients know. */
export const GET = publicRead({ params: reposPath }, () => ({
  body: { models: [], datasets: [], spaces: [] },
}));
