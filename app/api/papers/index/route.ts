import { getConfig } from "@/lib/base/config";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { indexBody, submitByClient } from "@/lib/programs/huggingface/submit";
import { apiRoute } from "@/lib/web/route";

/** Submits a paper from arXiv; one that is here already stays as it is. */
export const POST = apiRoute({ body: indexBody, limit: "submit" }, ({ viewer, body }) =>
  submitByClient(viewer, body, {
    client: getArxiv(),
    now: new Date(),
    timeZone: getConfig().HUB_TIME_ZONE,
  }),
);
