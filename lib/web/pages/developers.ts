import { getConfig } from "@/lib/base/config";
import { everyonesFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { valuesOf } from "@/lib/programs/api/curl";
import { type ApiReference, describeApi } from "@/lib/programs/api/reference";
import { limits } from "@/lib/web/limits/limits";

export type DevelopersPage = {
  hubUrl: string;
  hubName: string;
  reference: ApiReference;
  /** Key of a paper for the examples: the first of the trending page, or a made-up one in an empty hub. */
  paper: string;
  /** Each limit allows `many` calls in `seconds`. */
  limits: { name: string; many: number; seconds: number }[];
};

const namedLimits = {
  "All calls": limits.api,
  Searches: limits.read,
  "Upvotes and saves": limits.vote,
  Submissions: limits.submit,
  "Other changes": limits.write,
};

/** What the page for developers shows: the API's reference, with examples from the first paper of the trending page. */
export async function getDevelopersPage(): Promise<DevelopersPage> {
  const { HUB_URL: hubUrl, HUB_NAME: hubName } = getConfig();
  const { items } = await listFeed(everyonesFeed, { viewer: null, limit: 1 });
  const values = valuesOf(items[0]);
  return {
    hubUrl,
    hubName,
    reference: describeApi(values),
    paper: values.paper ?? "2601.05230",
    limits: Object.entries(namedLimits).map(([name, { points, seconds }]) => ({
      name,
      many: points,
      seconds,
    })),
  };
}
