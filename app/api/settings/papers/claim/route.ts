import { claimBody, claimEntry } from "@/lib/programs/huggingface/claim";
import { apiRoute } from "@/lib/web/route";

/** Claims an author's place on a paper; a curator decides on it. */
export const POST = apiRoute({ body: claimBody }, ({ viewer, body }) => claimEntry(viewer, body));
