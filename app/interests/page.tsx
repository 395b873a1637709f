import type { Metadata } from "next";
import { InterestsView } from "@/components/taste/interests-view";
import { getInterestsPage } from "@/lib/feeds/taste/interests-page";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Your interests", robots: { index: false } };

export default async function InterestsPage() {
  const viewer = await requireViewer("/interests");
  return <InterestsView page={await getInterestsPage(viewer)} />;
}
