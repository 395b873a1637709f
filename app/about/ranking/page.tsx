import type { Metadata } from "next";
import { RankingView } from "@/components/ranking/ranking-view";
import { getRankingPage } from "@/lib/feeds/ranking-page";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = {
  title: "How trending works",
  alternates: { canonical: "/about/ranking" },
};

export default async function RankingPage() {
  const viewer = await getViewer();
  const page = await getRankingPage(viewer, new Date());
  return <RankingView page={page} signedIn={viewer !== null} />;
}
