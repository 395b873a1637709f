import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { listed, listedSql } from "@/lib/papers/conditions";
import type { PhraseCount, PhraseCounts } from "@/lib/search/keywords/keywords";
import { listCandidates } from "@/lib/search/keywords/phrases";

type Text = { title: string; abstract: string };
type Context = { now: Date; signal: AbortSignal };

/** Phrases are counted in at most this many papers, which takes a minute or less. */
const maxSampled = 40_000;
const maxPhrases = 100_000;
/** A phrase in fewer titles is no topic of this hub. */
const minTitles = 2;
const batch = 500;
const maxAgeDays = 7;
/** The counts are made again once there are this many times as many papers. */
const growth = 2;

/**
 * Counts in how many papers, and in how many titles, each phrase occurs that is in at least two titles.
 * @param titles the titles of the papers, each once
 * @param texts the same papers, with their abstracts
 */
export async function countPhrasesIn(
  titles: AsyncIterable<string> | Iterable<string>,
  texts: AsyncIterable<Text> | Iterable<Text>,
): Promise<Map<string, PhraseCount>> {
  const inTitles = new Map<string, number>();
  for await (const title of titles)
    for (const { key } of listCandidates(title, "")) inTitles.set(key, (inTitles.get(key) ?? 0) + 1);
  const known = [...inTitles].filter(([, count]) => count >= minTitles).sort((a, b) => b[1] - a[1]);
  const counts = new Map(
    known.slice(0, maxPhrases).map(([key, count]) => [key, { titles: count, papers: 0 }]),
  );
  inTitles.clear();
  for await (const { title, abstract } of texts)
    for (const { key } of listCandidates(title, abstract)) {
      const count = counts.get(key);
      if (count) count.papers += 1;
    }
  return counts;
}

/**
 * Brings the counts of the hub's phrases up to date: they are made again each week, and when there are twice as many
 * papers. Other work of this process goes on meanwhile.
 * @returns whether they were made anew because of so many new papers, so that other keywords may be found
 * @throws Error when the signal is aborted; the old counts then stay
 */
export async function refreshPhraseCounts({ now, signal }: Context): Promise<boolean> {
  const [last, papers] = await Promise.all([
    findSetting("phrase-counts"),
    getDb().paper.count({ where: listed }),
  ]);
  const grown = papers >= growth * (last?.papers ?? 0) && papers > 0;
  const old = last !== null && new Date(last.at) < minus(now, { days: maxAgeDays });
  if (!grown && !old) return false;
  const step = Math.ceil(papers / maxSampled);
  const titles = async function* () {
    for await (const { title } of sample(step, signal)) yield title;
  };
  const counts = await countPhrasesIn(titles(), sample(step, signal));
  await save(counts);
  await saveSetting("phrase-counts", { at: now.toISOString(), papers, sampled: Math.ceil(papers / step) });
  return grown;
}

/** Every `step`th listed paper. */
async function* sample(step: number, signal: AbortSignal): AsyncGenerator<Text> {
  for (let after = 0; ; ) {
    if (signal.aborted) throw new Error("Counting phrases was stopped half-way");
    const rows = await getDb().$queryRaw<(Text & { id: number })[]>`
      SELECT id, title, abstract FROM papers p WHERE id > ${after} AND id % ${step} = 0 AND ${listedSql}
      ORDER BY id LIMIT ${batch}`;
    for (const [i, row] of rows.entries()) {
      if (i % 20 === 0) await yieldToEventLoop();
      yield row;
    }
    after = rows.at(-1)?.id ?? 0;
    if (rows.length < batch) return;
  }
}

async function save(counts: Map<string, PhraseCount>): Promise<void> {
  const keys = [...counts.keys()];
  const papers = [...counts.values()].map((count) => count.papers);
  const titles = [...counts.values()].map((count) => count.titles);
  await getDb().$transaction(
    async (tx) => {
      await tx.$executeRaw`DELETE FROM phrases`;
      await tx.$executeRaw`
        INSERT INTO phrases (stems, papers, titles)
        SELECT * FROM unnest(${keys}::text[], ${papers}::int[], ${titles}::int[])`;
    },
    { timeout: 120_000 },
  );
}

/**
 * The counts of the hub's phrases; of no papers before they were first made.
 * @param keys of the phrases that are looked up; all of them without it
 */
export async function readPhraseCounts(keys?: string[]): Promise<PhraseCounts> {
  const [made, rows] = await Promise.all([
    findSetting("phrase-counts"),
    keys
      ? getDb().$queryRaw<Row[]>`SELECT stems, papers, titles FROM phrases WHERE stems = ANY(${keys}::text[])`
      : getDb().phrase.findMany(),
  ]);
  const counts = new Map(rows.map(({ stems, ...count }) => [stems, count]));
  return { papers: made?.sampled ?? 0, of: (key) => counts.get(key) };
}

type Row = PhraseCount & { stems: string };
