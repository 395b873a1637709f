import type { Metadata } from "next";
import { InterestsView } from "@/components/taste/interests-view";
import { listSignals } from "@/lib/feeds/taste/feedback";
import { listInterests, listLiked } from "@/lib/feeds/taste/interests";
import { countLibrary } from "@/lib/feeds/taste/library";
import { getReaderSettings } from "@/lib/feeds/taste/taste-settings";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Your interests", robots: { index: false } };

export default async function InterestsPage() {
  const viewer = await requireViewer("/interests");
  const [interests, liked, signals, brought, settings] = await Promise.all([
    listInterests(viewer),
    listLiked(viewer),
    listSignals(viewer),
    countLibrary(viewer),
    getReaderSettings(viewer),
  ]);
  return (
    <InterestsView
      interests={interests}
      liked={liked}
      signals={signals}
      brought={brought}
      settings={settings}
    />
  );
}
