import type { Metadata } from "next";
import { FollowingView } from "@/components/follows/following-view";
import { listMixes } from "@/lib/feeds/for-you/mixes";
import { countBrought } from "@/lib/follows/brought";
import { listFollows } from "@/lib/follows/follows";
import { listMutes } from "@/lib/follows/mutes";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Following", robots: { index: false } };

export default async function FollowingPage() {
  const viewer = await requireViewer("/following");
  const [follows, brought, mixes, mutes] = await Promise.all([
    listFollows(viewer),
    countBrought(viewer, new Date()),
    listMixes(viewer),
    listMutes(viewer),
  ]);
  return <FollowingView follows={follows} brought={brought} mixes={mixes} mutes={mutes} />;
}
