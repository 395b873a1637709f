import type { Metadata } from "next";
import { RankingView } from "@/components/ranking/ranking-view";
import { countedDays, minImpressions, minReaders } from "@/lib/feeds/for-you/part-counts";
import { minPerInterest, pinnedPlaces, pinnedWithin } from "@/lib/feeds/for-you/pinned-slots";
import { passesToSink } from "@/lib/feeds/for-you/reader";
import { partHeat } from "@/lib/feeds/for-you/score";
import { perTen } from "@/lib/feeds/for-you/wild-cards";
import { getRankingPage } from "@/lib/feeds/pages";
import { maxTaste, minTaste, tasteShare } from "@/lib/feeds/taste/model";
import { votesPerHour } from "@/lib/papers/upvotes";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = {
  title: "How trending works",
  alternates: { canonical: "/about/ranking" },
};

const pinned = { within: pinnedWithin, least: minPerInterest, from: pinnedPlaces[0] + 1 };
const constants = { partHeat, tasteShare, maxTaste, minTaste, passesToSink, pinned, wildPerTen: perTen };
const least = { shown: minImpressions, readers: minReaders };

export default async function RankingPage() {
  const viewer = await getViewer();
  const { examples, own, counts } = await getRankingPage(viewer, new Date());
  return (
    <RankingView
      votesPerHour={votesPerHour}
      examples={examples}
      constants={constants}
      own={own}
      signedIn={viewer !== null}
      parts={{ counts, least, days: countedDays }}
    />
  );
}
