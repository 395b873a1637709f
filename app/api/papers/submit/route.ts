import { getConfig } from "@/lib/base/config";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { submitBody, submitByClient } from "@/lib/programs/huggingface/submit";
import { apiRoute } from "@/lib/web/route";

/** Submits a paper to today's feed, with a first comment if there is one. */
export const POST = apiRoute({ body: submitBody, limit: "submit" }, ({ viewer, body }) =>
  submitByClient(viewer, body, {
    client: getArxiv(),
    now: new Date(),
    timeZone: getConfig().HUB_TIME_ZONE,
  }),
);
