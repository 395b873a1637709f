import { everyonesFeed } from "@/lib/feeds/feed";
import type { FeedItem } from "@/lib/feeds/feed-item";
import {
  countedDays,
  findPartCounts,
  minImpressions,
  minReaders,
  type PartCounts,
} from "@/lib/feeds/for-you/part-counts";
import { minPerInterest, pinnedPlaces, pinnedWithin } from "@/lib/feeds/for-you/pinned-slots";
import { getReader, passesToSink } from "@/lib/feeds/for-you/reader";
import { partHeat } from "@/lib/feeds/for-you/score";
import { maxRecord } from "@/lib/feeds/for-you/track-records";
import { perTen } from "@/lib/feeds/for-you/wild-cards";
import { listFeed } from "@/lib/feeds/list-feed";
import { maxTaste, minTaste, tasteShare } from "@/lib/feeds/taste/model";
import { type HeatPart, listHeatParts } from "@/lib/papers/heat-parts";
import { votesPerHour } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

/** The constants of the ranking of own pages, as the code uses them. */
export type RankingConstants = {
  /** The heat that each part adds, in units of heat. */
  partHeat: typeof partHeat;
  tasteShare: number;
  maxTaste: number;
  minTaste: number;
  /** The most that a track record adds. */
  maxRecord: number;
  passesToSink: number;
  /** An interest with fewer than `least` papers among the first `within` gets slots of its own, from place `from` on; 1 is the top. */
  pinned: { within: number; least: number; from: number };
  /** How many of ten slots are wild cards. */
  wildPerTen: number;
};

export type RankingPage = {
  /** The present top papers with the parts of their heat. */
  examples: { paper: FeedItem; parts: HeatPart[] }[];
  /** The first paper of the viewer's own page; null for a signed-out viewer. */
  own: FeedItem | null;
  /** How many upvotes of one person count in an hour. */
  votesPerHour: number;
  constants: RankingConstants;
  /** How often each part of own pages led to an upvote in the last `days` days; published from the `least` numbers on. */
  parts: { counts: PartCounts | null; least: { shown: number; readers: number }; days: number };
};

const constants: RankingConstants = {
  partHeat,
  tasteShare,
  maxTaste,
  minTaste,
  maxRecord,
  passesToSink,
  pinned: { within: pinnedWithin, least: minPerInterest, from: pinnedPlaces[0] + 1 },
  wildPerTen: perTen,
};

/** The page that explains the ranking: present examples, and the constants that the code uses. */
export async function getRankingPage(viewer: Viewer | null, now: Date): Promise<RankingPage> {
  const [examples, own, counts] = await Promise.all([
    listExamples(now),
    viewer ? findOwnFirst(viewer, now) : null,
    findPartCounts(),
  ]);
  const parts = { counts, least: { shown: minImpressions, readers: minReaders }, days: countedDays };
  return { examples, own, votesPerHour, constants, parts };
}

async function listExamples(now: Date): Promise<RankingPage["examples"]> {
  const { items } = await listFeed(everyonesFeed, { viewer: null, limit: 3, now });
  const parts = await listHeatParts(
    items.map(({ id }) => id),
    now,
  );
  return items.map((paper) => ({ paper, parts: parts.get(paper.id) ?? [] }));
}

async function findOwnFirst(viewer: Viewer, now: Date): Promise<FeedItem | null> {
  const reader = await getReader(viewer, now);
  const { items } = await listFeed({ kind: "own", mix: reader.mix }, { viewer, reader, limit: 1, now });
  return items[0] ?? null;
}
