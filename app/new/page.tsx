import type { Metadata } from "next";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { getNewestPage } from "@/lib/feeds/pages";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "New papers", alternates: { canonical: "/new" } };

export default async function NewPage({ searchParams }: PageProps) {
  const [viewer, query] = await Promise.all([getViewer(), searchParams]);
  const { page, empty, today, title, address } = await getNewestPage({ viewer, query, now: new Date() });
  return (
    <SimpleFeed
      page={page}
      empty={empty}
      today={today}
      signedIn={viewer !== null}
      address={address}
      kicker="every paper, the latest first"
      title={title}
    />
  );
}
