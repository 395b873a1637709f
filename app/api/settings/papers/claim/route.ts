import { claimBody, claimEntry } from "@/lib/programs/huggingface/claim";
import { apiRoute } from "@/lib/web/route";

/** Claims an author entry of a paper; a curator decides on the claim. */
export const POST = apiRoute({ body: claimBody }, ({ viewer, body }) => claimEntry(viewer, body));
