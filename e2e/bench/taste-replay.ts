import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { postgresVersion } from "@/e2e/bench/databases";
import { machineLine } from "@/e2e/bench/machine";
import { ndcgAt10 } from "@/e2e/bench/relevance";
import { isWanted, makeReaders, type SyntheticReader } from "@/e2e/bench/synthetic-tastes";
import { table } from "@/e2e/bench/table";
import { collaborativeParts, withBenchHub } from "@/e2e/bench/taste-hub";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { addDays, endOfDay } from "@/lib/base/time";
import { everyonesFeed } from "@/lib/feeds/feed";
import { type Mix, mixParts, plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { type FeedPage, listFeed } from "@/lib/feeds/list-feed";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { findNeighbours } from "@/lib/feeds/taste/neighbours";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { importPapers } from "@/lib/papers/import/import-papers";
import { readLines } from "@/lib/papers/import/read-lines";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { enrichPapers } from "@/lib/search/enrich";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { countTerms } from "@/lib/search/search-terms";

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

type Paper = { key: string; day: string; title: string; abstract: string };
type Known = SyntheticReader & { viewer: Viewer; voted: Set<string> };
const signal = new AbortController().signal;

type ReplayLine = { name: string; ndcg: number };
export type Replay = { machine: string; how: string; lines: ReplayLine[] };

/** Whether the file with the daily feed exists. */
export function canReplay(): boolean {
  return existsSync(feed);
}

/**
 * Measures how well pages rank new papers for synthetic readers with known interests. Each evening is ranked first and
 * learnt from afterwards, by the hub's own functions over a database that contains only what was known by then.
 */
export function measureReplay(): Promise<Replay> {
  return withBenchHub(
    async ({ dir, postgres }) => {
      amendConfig({ QUIRE_DIR: dir, LOG_LEVEL: "error" });
      const { scores, evenings } = await replay(dir, await readFeed());
      return {
        machine: machineLine(await postgresVersion(postgres)),
        how: `${evenings} evenings, ${readers} synthetic readers with one to three interests; new papers only, ranked before they are learnt from.`,
        lines: [...scores].map(([name, { sum, count }]) => ({ name, ndcg: sum / count })),
      };
    },
    { fsync: "off" },
  );
}

/** The figures as plain text. */
export function replayTable({ machine, how, lines }: Replay): string {
  const rows = lines.map(({ name, ndcg }) => [name, ndcg.toFixed(3)]);
  return `${machine}\n${how}\n\n${table(["nDCG@10", "mean"], rows)}`;
}

async function readFeed(): Promise<{ paper: Paper; text: string }[]> {
  const lines: { paper: Paper; text: string }[] = [];
  for await (const { text } of readLines(feed, () => {})) {
    const { id, day, title, abstract } = JSON.parse(text);
    if (day >= learnFrom && day <= last) lines.push({ paper: { key: id, day, title, abstract }, text });
  }
  return lines.sort((a, b) => (a.paper.day < b.paper.day ? -1 : 1));
}

async function replay(dir: string, lines: { paper: Paper; text: string }[]) {
  const scores = new Map<string, { sum: number; count: number }>();
  const known = await Promise.all(makeReaders(readers).map(signUp));
  const before = lines.filter(({ paper }) => paper.day < first);
  await importDay(dir, before, addDays(first, -1));
  await countTerms();
  await makeKeywords({ now: endOfDay(addDays(first, -1), "UTC"), signal });
  for (const reader of known)
    await read(
      reader,
      before.map(({ paper }) => paper),
    );
  let evenings = 0;
  let fresh: Paper[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const today = lines.filter(({ paper }) => paper.day === day);
    if (today.length === 0) continue;
    const now = endOfDay(day, "UTC");
    await importDay(dir, today, day);
    fresh = [...fresh, ...today.map(({ paper }) => paper)].filter(
      (paper) => paper.day > addDays(day, -newDays),
    );
    await countCoVotes({ now, signal });
    await findNeighbours({ now, signal });
    forgetPool();
    for (const reader of known) await rank(reader, fresh, now, scores);
    for (const reader of known)
      await read(
        reader,
        today.map(({ paper }) => paper),
      );
    evenings++;
  }
  return { scores, evenings };
}

/** Imports papers with their upvotes as of the evening of a day, and makes them searchable. */
async function importDay(dir: string, lines: { text: string }[], day: string): Promise<void> {
  const file = join(dir, "papers.jsonl");
  writeFileSync(file, lines.map(({ text }) => `${text}\n`).join(""));
  const now = endOfDay(day, "UTC");
  await importPapers([file], { votes: true, now, timeZone: "UTC" });
  await enrichPapers({ now, signal });
  await makeKeywords({ now, signal });
}

async function signUp(reader: SyntheticReader): Promise<Known> {
  const data = { username: reader.name, email: `${reader.name}@example.org` };
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
