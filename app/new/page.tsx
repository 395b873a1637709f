import type { Metadata } from "next";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { feedQuery } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "New papers", alternates: { canonical: "/new" } };

export default async function NewPage({ searchParams }: PageProps) {
  const { after } = feedQuery.parse(await searchParams);
  const viewer = await getViewer();
  const page = await listFeed({ order: "newest" }, { viewer, after });
  return (
    <SimpleFeed
      page={page}
      today={hubToday()}
      signedIn={viewer !== null}
      address="/new"
      kicker="every paper, the latest first"
      title="New papers"
    />
  );
}
