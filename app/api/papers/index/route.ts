import { getConfig } from "@/lib/base/config";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { bringPaper, indexBody } from "@/lib/programs/huggingface/submit";
import { apiRoute } from "@/lib/web/route";

/** Brings a paper from arXiv; one that is here already stays as it is. */
export const POST = apiRoute({ body: indexBody, limit: "submit" }, ({ viewer, body }) =>
  bringPaper(viewer, body, {
    client: getArxiv(),
    now: new Date(),
    timeZone: getConfig().HUB_TIME_ZONE,
  }),
);
