import type { Metadata } from "next";
import { DevelopersView } from "@/components/developers/developers-view";
import { getConfig } from "@/lib/base/config";
import { everyonesFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { valuesOf } from "@/lib/programs/api/curl";
import { describeApi } from "@/lib/programs/api/reference";
import { limits } from "@/lib/web/limits/limits";

export const metadata: Metadata = { title: "For developers", alternates: { canonical: "/developers" } };

const shown = [
  { name: "All calls", ...limits.api },
  { name: "Searches", ...limits.read },
  { name: "Upvotes and saves", ...limits.vote },
  { name: "Submissions", ...limits.submit },
  { name: "Other changes", ...limits.write },
];

export default async function DevelopersPage() {
  const { HUB_URL: hubUrl, HUB_NAME: hubName } = getConfig();
  const { items } = await listFeed(everyonesFeed, { viewer: null, limit: 1 });
  const values = valuesOf(items[0]);
  return (
    <DevelopersView
      hubUrl={hubUrl}
      hubName={hubName}
      reference={describeApi(values)}
      paper={values.paper ?? "2601.05230"}
      limits={shown.map(({ name, points, seconds }) => ({ name, many: points, seconds }))}
    />
  );
}
