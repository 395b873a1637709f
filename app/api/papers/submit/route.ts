import { getConfig } from "@/lib/base/config";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { bringPaper, submitBody } from "@/lib/programs/huggingface/submit";
import { apiRoute } from "@/lib/web/route";

/** Brings a paper into the feed of today, with a first comment if there is one. */
export const POST = apiRoute({ body: submitBody, limit: "submit" }, ({ viewer, body }) =>
  bringPaper(viewer, body, {
    client: getArxiv(),
    now: new Date(),
    timeZone: getConfig().HUB_TIME_ZONE,
  }),
);
