import type { Metadata } from "next";
import { RankingView } from "@/components/ranking/ranking-view";
import { countedDays, findPartCounts, leastReaders, leastShown } from "@/lib/feeds/for-you/part-counts";
import { leastOfEach, pinnedPlaces, pinnedWithin } from "@/lib/feeds/for-you/pinned-slots";
import { getReader } from "@/lib/feeds/for-you/reader";
import { passesToSink } from "@/lib/feeds/for-you/reader-sql";
import { worth } from "@/lib/feeds/for-you/score";
import { perTen } from "@/lib/feeds/for-you/wild-cards";
import { listFeed } from "@/lib/feeds/list-feed";
import { leastTaste, mostTaste, tasteShare } from "@/lib/feeds/taste/model";
import { listHeatParts } from "@/lib/papers/heat-parts";
import { votesPerHour } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = {
  title: "How trending works",
  alternates: { canonical: "/about/ranking" },
};

const pinned = { within: pinnedWithin, least: leastOfEach, from: pinnedPlaces[0] + 1 };
const constants = { worth, tasteShare, mostTaste, leastTaste, passesToSink, pinned, wildPerTen: perTen };
const [least, days] = [{ shown: leastShown, readers: leastReaders }, countedDays];

export default async function RankingPage() {
  const [viewer, now] = [await getViewer(), new Date()];
  const [examples, own, counts] = await Promise.all([
    listExamples(now),
    viewer ? findOwnFirst(viewer, now) : null,
    findPartCounts(),
  ]);
  return (
    <RankingView
      {...{ votesPerHour, examples, constants, own }}
      signedIn={viewer !== null}
      parts={{ counts, least, days }}
    />
  );
}

async function listExamples(now: Date) {
  const { items } = await listFeed({ order: "trending" }, { viewer: null, limit: 3, now });
  const ids = items.map(({ id }) => id);
  const parts = await listHeatParts(ids, now);
  return items.map((paper) => ({ paper, parts: parts.get(paper.id) ?? [] }));
}

async function findOwnFirst(viewer: Viewer, now: Date) {
  const reader = await getReader(viewer, now);
  const { items } = await listFeed(
    { order: "trending", mine: reader.mix },
    { viewer, reader, limit: 1, now },
  );
  return items[0] ?? null;
}
