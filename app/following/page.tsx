import type { Metadata } from "next";
import { FollowingView } from "@/components/follows/following-view";
import { getFollowingPage } from "@/lib/web/pages/following";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Following", robots: { index: false } };

export default async function FollowingPage() {
  const viewer = await requireViewer("/following");
  return <FollowingView page={await getFollowingPage(viewer, new Date())} />;
}
