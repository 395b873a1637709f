import { publicRead } from "@/app/api/public-read";
import { getOverview } from "@/lib/programs/huggingface/read-people";
import { personPath } from "@/lib/programs/huggingface/requests";

/** A person as everybody may see them, with numbers. */
export const GET = publicRead({ params: personPath }, async ({ params }) => ({
  body: await getOverview(params.name),
}));
