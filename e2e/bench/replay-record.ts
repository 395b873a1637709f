import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rankCorrelation } from "@/e2e/bench/rank-correlation";
import { ndcgAt10 } from "@/e2e/bench/relevance";
import { table } from "@/e2e/bench/table";
import { withBenchHub } from "@/e2e/bench/taste-hub";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { addDays, endOfDay } from "@/lib/base/time";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { type Mix, plainMix } from "@/lib/feeds/for-you/mix";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { findTrackRecords } from "@/lib/feeds/for-you/track-records";
import { listFeed } from "@/lib/feeds/list-feed";
import { importPapers } from "@/lib/papers/import/import-papers";
import type { Viewer } from "@/lib/people/viewer";

const signal = new AbortController().signal;

/** A paper of the feed with the upvotes that its day will bring. */
export type DayPaper = { key: string; day: string; upvotes: number; authors: number };
type Line = { paper: DayPaper; text: string };

/** How a page orders the papers of one morning, before anybody has voted on them. */
type Morning = {
  ndcg: number | null;
  correlation: number;
  /** Places of the day's papers from 0 (top) to 1, by whether their authors have a record and whether they come to be upvoted most. */
  places: { known: boolean; top: boolean; place: number }[];
};
export type Mornings = Map<string, Morning[]>;

const variants: Record<string, Partial<Mix>> = {
  "track record left out": { record: 0 },
  "track record": {},
  "track record double": { record: 2 },
};
/** A day's papers with more upvotes than this share of them are its top. */
const topShare = 0.75;

/**
 * Ranks the papers of a morning for one reader and compares the order with the upvotes that they will have in the evening.
 * @param isWanted whether the reader wants a paper; nDCG@10 goes by the upvotes of those that they want
 */
export async function rankMorning(
  { viewer, reader, now }: { viewer: Viewer; reader: Reader; now: Date },
  papers: DayPaper[],
  isWanted: (key: string) => boolean,
  mornings: Mornings,
): Promise<void> {
  const known = new Set(
    (
      await getDb().paper.findMany({
        where: { key: { in: papers.map(({ key }) => key) }, trackRecord: { heat: { gt: 0 } } },
        select: { key: true },
      })
    ).map(({ key }) => key),
  );
  const upvotes = new Map(papers.map((paper) => [paper.key, paper.upvotes]));
  const counts = [...upvotes.values()].sort((a, b) => a - b);
  const least = counts[Math.floor(topShare * counts.length)] ?? 0;
  const gains = new Map(
    papers.filter(({ key }) => isWanted(key)).map(({ key, upvotes: count }) => [key, Math.log2(1 + count)]),
  );
  for (const [name, change] of Object.entries(variants)) {
    const listed = await listDay({ viewer, reader, now }, { ...plainMix, ...change }, upvotes);
    const keys = listed.map(({ key }) => key);
    const places = keys.map((key, i) => ({
      known: known.has(key),
      top: (upvotes.get(key) ?? 0) >= least,
      place: i / Math.max(1, keys.length - 1),
    }));
    const correlation = rankCorrelation(
      keys.map((_, i) => -i),
      keys.map((key) => upvotes.get(key) ?? 0),
    );
    mornings.set(name, [...(mornings.get(name) ?? []), { ndcg: ndcgAt10(keys, gains), correlation, places }]);
  }
}

/** The papers of a day in the order of a reader's page. */
async function listDay(
  { viewer, reader, now }: { viewer: Viewer; reader: Reader; now: Date },
  mix: Mix,
  ofDay: Map<string, unknown>,
): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  let after: string | undefined;
  do {
    const page = await listFeed({ kind: "own", mix }, { viewer, reader, after, limit: 100, now });
    items.push(...page.items.filter(({ key }) => ofDay.has(key)));
    after = page.next ?? undefined;
  } while (after && items.length < ofDay.size);
  return items;
}

/** The figures of the mornings as a table. */
export function morningTable(mornings: Mornings): string {
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const rows = [...mornings].map(([name, all]) => {
    const places = all.flatMap((morning) => morning.places);
    const placeOf = (known: boolean, top: boolean) =>
      mean(
        places.filter((one) => one.known === known && (!top || one.top)).map(({ place }) => place),
      ).toFixed(2);
    return [
      name,
      mean(all.flatMap(({ ndcg }) => ndcg ?? [])).toFixed(3),
      mean(all.map(({ correlation }) => correlation)).toFixed(3),
      placeOf(true, false),
      placeOf(false, false),
      placeOf(true, true),
      placeOf(false, true),
    ];
  });
  const head = ["mornings", "nDCG@10", "Spearman", "known", "unknown", "known, top", "unknown, top"];
  return table(head, rows);
}

/** The first day of the later part of the feed; the constants of the track record were fitted on the earlier part. */
const later = "2025-10-01";
/** Records are found every so many days, as the worker keeps only those of two weeks. */
const stepDays = 12;

/**
 * Measures how well the track record, as the hub finds it, predicts the upvotes of a paper's first day before any vote: rank
 * correlations over all papers of the later part of the daily feed.
 * @param feed its lines, oldest first
 */
export function measureRecord(feed: Line[]): Promise<string> {
  return withBenchHub(
    async ({ dir }) => {
      amendConfig({ QUIRE_DIR: dir, LOG_LEVEL: "error" });
      const last = feed.at(-1)?.paper.day ?? later;
      const file = join(dir, "papers.jsonl");
      writeFileSync(file, feed.map(({ text }) => `${text}\n`).join(""));
      await importPapers([file], { votes: true, now: endOfDay(last, "UTC"), timeZone: "UTC" });
      const records = new Map<string, number>();
      for (let day = later; day < addDays(last, stepDays); day = addDays(day, stepDays)) {
        await findTrackRecords({ now: endOfDay(day, "UTC"), signal });
        const rows = await getDb().trackRecord.findMany({ include: { paper: { select: { key: true } } } });
        for (const { heat, paper } of rows) records.set(paper.key, heat);
        await getDb().trackRecord.deleteMany();
      }
      return recordTable(
        feed.map(({ paper }) => paper).filter(({ day }) => day >= later),
        records,
      );
    },
    { fsync: "off" },
  );
}

function recordTable(papers: DayPaper[], records: Map<string, number>): string {
  const ways: Record<string, (paper: DayPaper) => number> = {
    "track record": ({ key }) => records.get(key) ?? 0,
    "number of authors": ({ authors }) => authors,
  };
  const days = new Map<string, DayPaper[]>();
  for (const paper of papers) days.set(paper.day, [...(days.get(paper.day) ?? []), paper]);
  const rows = Object.entries(ways).map(([name, way]) => {
    const correlationOf = (some: DayPaper[]) =>
      rankCorrelation(
        some.map(way),
        some.map(({ upvotes }) => upvotes),
      );
    const daily = [...days.values()].map(correlationOf).filter((value) => !Number.isNaN(value));
    const mean = daily.reduce((sum, value) => sum + value, 0) / daily.length;
    return [name, correlationOf(papers).toFixed(3), mean.toFixed(3)];
  });
  const known = papers.filter(({ key }) => (records.get(key) ?? 0) > 0).length;
  const how = `${papers.length} papers from ${later} on, of which ${known} have a record.`;
  return `${how}\n\n${table(["Spearman with the upvotes of the first day", "all", "mean of days"], rows)}`;
}
