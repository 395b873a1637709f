import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { ndcgAt10 } from "@/e2e/bench/relevance";
import {
  type DayPaper,
  type Mornings,
  measureRecord,
  morningTable,
  rankMorning,
} from "@/e2e/bench/replay-record";
import { type Sinking, sinkingTable, visitAgain, visitOnce } from "@/e2e/bench/replay-sinking";
import { isWanted, makeReaders, type SyntheticReader } from "@/e2e/bench/synthetic-tastes";
import { table } from "@/e2e/bench/table";
import { collaborativeParts, withBenchHub } from "@/e2e/bench/taste-hub";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { addDays, endOfDay, plus } from "@/lib/base/time";
import { everyonesFeed } from "@/lib/feeds/feed";
import { type Mix, mixParts, plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { findTrackRecords } from "@/lib/feeds/for-you/track-records";
import { type FeedPage, listFeed } from "@/lib/feeds/list-feed";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { findNeighbours } from "@/lib/feeds/taste/neighbours";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { announcementOf } from "@/lib/papers/arxiv/schedule";
import { importPapers } from "@/lib/papers/import/import-papers";
import { readLines } from "@/lib/papers/import/read-lines";
import { castMadeUpVotes, madeUpVotes } from "@/lib/papers/made-up-votes";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { enrichPapers } from "@/lib/search/enrich";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { countTerms } from "@/lib/search/search-terms";
import type { PersonKind } from "@/prisma/generated/enums";

const feed = "../shared/data/daily-papers.jsonl.gz";
/** Readers learn from the papers of the days before `first`. From `first` on, each evening is ranked before they learn from it. */
const learnFrom = "2026-03-01";
const first = "2026-07-01";
const last = "2026-08-21";
const readers = 45;
/** The share of papers that a reader upvotes, among those they want and among the others. */
const upvoteShare = { wanted: 0.6, other: 0.01 };
/** For how many days a paper counts as new. */
const newDays = 3;

/** Readers who upvote, save, open or import twenty papers of the last day, and read again in its evening. */
const sinkers = 16;
/** The time of their first visit, in hours after the announcement of the last day's papers. */
const visitAfter = { hours: 9 };
/** Every so-many-th reader also ranks the papers of each morning. */
const early = 3;

type Paper = DayPaper & { title: string; abstract: string };
type Known = SyntheticReader & { viewer: Viewer; voted: Set<string> };
const signal = new AbortController().signal;

type ReplayLine = { name: string; ndcg: number };
export type Replay = { machine: string; how: string; lines: ReplayLine[]; further: string[] };

/** Whether the file with the daily feed exists. */
export function canReplay(): boolean {
  return existsSync(feed);
}

/**
 * Measures how well pages rank new papers for synthetic readers with known interests. Each evening is ranked first and
 * learnt from afterwards, by the hub's own functions over a database that contains only what was known by then.
 */
export async function measureReplay(): Promise<Replay> {
  const feedLines = await readFeed();
  const record = await measureRecord(feedLines);
  return withBenchHub(
    async ({ dir, postgres }) => {
      amendConfig({ QUIRE_DIR: dir, LOG_LEVEL: "error" });
      const { scores, evenings, mornings, moves } = await replay(
        dir,
        feedLines.filter(({ paper }) => paper.day >= learnFrom),
      );
      return {
        machine: machineLine(await postgresVersion(postgres)),
        how: `${evenings} evenings, ${readers} synthetic readers with one to three interests; new papers only, ranked before they are learnt from.`,
        lines: [...scores].map(([name, { sum, count }]) => ({ name, ndcg: sum / count })),
        further: [sinkingTable(moves), record, morningTable(mornings)],
      };
    },
    { fsync: "off" },
  );
}

/** The figures as plain text. */
export function replayTable({ machine, how, lines, further }: Replay): string {
  const rows = lines.map(({ name, ndcg }) => [name, ndcg.toFixed(3)]);
  return [`${machine}\n${how}`, table(["nDCG@10", "mean"], rows), ...further].join("\n\n");
}

async function readFeed(): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const { text } of readLines(feed, () => {})) {
    const { id, day, title, abstract, upvotes, authors } = JSON.parse(text);
    const paper = { key: id, day, title, abstract, upvotes, authors: authors.length };
    if (day <= last) lines.push({ paper, text });
  }
  return lines.sort((a, b) => (a.paper.day < b.paper.day ? -1 : 1));
}

type Line = { paper: Paper; text: string };

async function replay(dir: string, lines: Line[]) {
  const scores = new Map<string, { sum: number; count: number }>();
  const mornings: Mornings = new Map();
  const everybody = await Promise.all(
    makeReaders(readers + sinkers).map((reader, i) => signUp(reader, i < readers ? "person" : "made_up")),
  );
  const known = everybody.slice(0, readers);
  const before = lines.filter(({ paper }) => paper.day < first);
  await importDay(dir, before, endOfDay(addDays(first, -1), "UTC"));
  await countTerms();
  await makeKeywords({ now: endOfDay(addDays(first, -1), "UTC"), signal });
  for (const reader of known) await read(reader, papersOf(before));
  let evenings = 0;
  let fresh: Paper[] = [];
  let sinking: Sinking[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const today = lines.filter(({ paper }) => paper.day === day);
    if (today.length === 0) continue;
    await rankEarly(dir, { known, today, mornings });
    if (day === last)
      sinking = await visitFirst(everybody.slice(readers), {
        earlier: lines.filter(({ paper }) => paper.day < day),
        today,
      });
    const now = endOfDay(day, "UTC");
    await importDay(dir, today, now);
    fresh = [...fresh, ...papersOf(today)].filter((paper) => paper.day > addDays(day, -newDays));
    await countCoVotes({ now, signal });
    await findNeighbours({ now, signal });
    forgetPool();
    for (const reader of known) await rank(reader, fresh, now, scores);
    for (const reader of known) await read(reader, papersOf(today));
    evenings++;
  }
  forgetPool();
  const moves = [];
  for (const one of sinking) moves.push(...(await visitAgain(one, endOfDay(last, "UTC"))));
  return { scores, evenings, mornings, moves };
}

function papersOf(lines: Line[]): Paper[] {
  return lines.map(({ paper }) => paper);
}

/** Imports the papers of a day without their upvotes and ranks them for some readers, half an hour after the announcement. */
async function rankEarly(
  dir: string,
  { known, today, mornings }: { known: Known[]; today: Line[]; mornings: Mornings },
): Promise<void> {
  const papers = papersOf(today);
  const now = plus(announcementOf(papers[0]?.day ?? first), { minutes: 30 });
  await importDay(dir, today, now, false);
  await findTrackRecords({ now, signal });
  forgetPool();
  const texts = new Map(papers.map((paper) => [paper.key, paper]));
  for (const reader of known.filter((_, i) => i % early === 0)) {
    const wants = (key: string) => {
      const paper = texts.get(key);
      return paper !== undefined && isWanted(reader, paper);
    };
    const { viewer } = reader;
    await rankMorning({ viewer, reader: await getReader(viewer, now), now }, papers, wants, mornings);
  }
}

/** Lets readers learn from the earlier papers and read their page when some upvotes of the last day have been cast. */
async function visitFirst(
  known: Known[],
  { earlier, today }: { earlier: Line[]; today: Line[] },
): Promise<Sinking[]> {
  for (const reader of known) await read(reader, papersOf(earlier));
  const from = announcementOf(last);
  const now = plus(from, visitAfter);
  const votes = papersOf(today).flatMap(({ key, upvotes }) => madeUpVotes({ key, upvotes, from, hours: 24 }));
  await castMadeUpVotes(
    votes.filter(({ at }) => at < now),
    now,
  );
  forgetPool();
  const visits: Sinking[] = [];
  for (const [i, { viewer }] of known.entries()) visits.push(await visitOnce(viewer, i, now));
  return visits;
}

/** Imports papers, with their upvotes as of now or without any, and makes them searchable. */
async function importDay(dir: string, lines: { text: string }[], now: Date, votes = true): Promise<void> {
  const file = join(dir, "papers.jsonl");
  writeFileSync(file, lines.map(({ text }) => `${text}\n`).join(""));
  await importPapers([file], { votes, now, timeZone: "UTC" });
  await enrichPapers({ now, signal });
  await makeKeywords({ now, signal });
}

/** @param kind what made-up readers like leads nobody else to papers */
async function signUp(reader: SyntheticReader, kind: PersonKind): Promise<Known> {
  const data = { username: reader.name, email: `${reader.name}@example.org`, kind };
  const { id, role, createdAt } = await getDb().user.create({ data });
  return {
    ...reader,
    viewer: { id, username: reader.name, role, banned: false, createdAt },
    voted: new Set(),
  };
}

/** Lets the reader upvote most of the papers they want, each on the evening of its day, and trains their taste. */
async function read(reader: Known, papers: Paper[]): Promise<void> {
  let now = new Date(0);
  for (const paper of papers) {
    const chance = isWanted(reader, paper) ? upvoteShare.wanted : upvoteShare.other;
    if (seededRandom(`${reader.name} ${paper.key}`)() >= chance) continue;
    now = endOfDay(paper.day, "UTC");
    await upvotePaper(reader.viewer, paper.key, now);
    reader.voted.add(paper.key);
  }
  if (now.getTime() > 0) await trainReader(reader.viewer.id, now);
}

async function rank(
  reader: Known,
  fresh: Paper[],
  now: Date,
  scores: Map<string, { sum: number; count: number }>,
) {
  const unread = new Map(
    fresh.filter(({ key }) => !reader.voted.has(key)).map((paper) => [paper.key, paper]),
  );
  const gains = new Map(
    [...unread.values()].filter((paper) => isWanted(reader, paper)).map(({ key }) => [key, 1]),
  );
  if (gains.size === 0) return;
  const { viewer } = reader;
  const known = await getReader(viewer, now);
  const { near, coVoted } = await collaborativeParts(known);
  const ownPage = (name: string, change: Partial<Mix> = {}, as: Reader = known) =>
    [
      name,
      listFeed({ kind: "own", mix: { ...plainMix, ...change } }, { viewer, reader: as, now, limit: 100 }),
    ] as const;
  const pages: (readonly [string, Promise<FeedPage>])[] = [
    ["newest", listFeed({ kind: "papers", order: "newest" }, { viewer, now, limit: 100 })],
    ["everyone's trending", listFeed(everyonesFeed, { viewer, now, limit: 100 })],
    ownPage("the reader's own page"),
    ...mixParts.map((part) => ownPage(`  without ${part}`, { [part]: 0 })),
    ownPage("  without co-votes", {}, { ...known, collaborative: near }),
    ownPage("  without neighbours", {}, { ...known, collaborative: coVoted }),
    ownPage("  without other readers", {}, { ...known, collaborative: new Map() }),
    ownPage("  taste alone", { trend: 0, follows: 0, freshness: 0, exploration: 0, discussion: 0 }),
  ];
  for (const [name, page] of pages) {
    const ranked = (await page).items.map(({ key }) => key).filter((key) => unread.has(key));
    const total = scores.get(name) ?? { sum: 0, count: 0 };
    total.sum += ndcgAt10(ranked, gains) ?? 0;
    total.count++;
    scores.set(name, total);
  }
}
