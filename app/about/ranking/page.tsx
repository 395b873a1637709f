import type { Metadata } from "next";
import { RankingView } from "@/components/ranking/ranking-view";
import { countedDays, leastReaders, leastShown } from "@/lib/feeds/for-you/part-counts";
import { leastOfEach, pinnedPlaces, pinnedWithin } from "@/lib/feeds/for-you/pinned-slots";
import { passesToSink } from "@/lib/feeds/for-you/reader";
import { worth } from "@/lib/feeds/for-you/score";
import { perTen } from "@/lib/feeds/for-you/wild-cards";
import { getRankingPage } from "@/lib/feeds/pages";
import { leastTaste, mostTaste, tasteShare } from "@/lib/feeds/taste/model";
import { votesPerHour } from "@/lib/papers/upvotes";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = {
  title: "How trending works",
  alternates: { canonical: "/about/ranking" },
};

const pinned = { within: pinnedWithin, least: leastOfEach, from: pinnedPlaces[0] + 1 };
const constants = { worth, tasteShare, mostTaste, leastTaste, passesToSink, pinned, wildPerTen: perTen };
const least = { shown: leastShown, readers: leastReaders };

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
