import type { Metadata } from "next";
import { SavedView } from "@/components/feeds/saved-view";
import { feedQuery } from "@/lib/feeds/feed";
import { listSaved } from "@/lib/feeds/list-saved";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Saved papers", robots: { index: false } };

export default async function SavedPage({ searchParams }: PageProps) {
  const viewer = await requireViewer("/saved");
  const { after } = feedQuery.parse(await searchParams);
  return <SavedView page={await listSaved(viewer, { after })} today={hubToday()} />;
}
