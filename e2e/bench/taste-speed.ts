import { percentile } from "@/e2e/bench/stats";
import { table } from "@/e2e/bench/table";
import { benchPaper, castVotes, fillHub, makeReaders, withBenchHub } from "@/e2e/bench/taste-hub";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { plus } from "@/lib/base/time";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { findNeighbours } from "@/lib/feeds/taste/neighbours";
import { trainDueReaders } from "@/lib/feeds/taste/train-due";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import type { Viewer } from "@/lib/people/viewer";

const fields = [
  "plasma waves",
  "spoken poetry",
  "folded proteins",
  "walking robots",
  "tax law",
  "whale song",
  "graph theory",
  "rock layers",
];
const papersEach = 250;
/** How many words of the vocabulary an abstract has; the commonest are in every abstract. */
const wordsEach = 100;
const vocabulary = 20_000;
const now = new Date("2026-03-10T12:00:00Z");
const readers = 300;
/** The number of readers of a large hub, and of the votes of each. */
const hubReaders = 10_000;
const hubVotes = 50;

/** Measures how long training a reader takes, including the database, and how many readers a worker trains in a second. */
export function measureTraining(): Promise<string> {
  return withBenchHub(async () => {
    const papers = await fillHub(
      fields.flatMap((field, f) =>
        Array.from({ length: papersEach }, (_, i) => {
          const text = {
            title: `${field} ${i}`,
            abstract: `We study ${field} in case ${i} of ${fields[(f + i) % 8]}. ${randomWords(`${field} ${i}`)}`,
          };
          return benchPaper({ ...text, topics: ["cs.LG"], place: f * papersEach + i, at: now });
        }),
      ),
      now,
    );
    const ids = papers.map(({ id }) => id);
    const rows = [];
    for (const votes of [1, 20, 200, 2000]) rows.push(await timeReaders(ids, votes));
    const training = table(["votes", "p50 ms", "p95 ms", "first ms", "trained a second"], rows);
    return `${training}\n\n${await timeHub(ids)}`;
  });
}

/** Measures training, co-votes and neighbours for all readers of a large hub. */
async function timeHub(ids: number[]): Promise<string> {
  const viewers = await makeReaders(hubReaders);
  for (let from = 0; from < hubReaders; from += 1000)
    await castVotes(viewers.slice(from, from + 1000).flatMap((viewer) => votesOf(viewer, ids, hubVotes)));
  await getDb().setting.deleteMany({ where: { key: "taste-sweep" } });
  const context = { now: plus(now, { seconds: 1 }), signal: new AbortController().signal };
  const secondsOf = async (task: () => Promise<unknown>) => {
    const began = performance.now();
    await task();
    return ((performance.now() - began) / 1000).toFixed(1);
  };
  const rows = [
    ["training", await secondsOf(() => trainDueReaders(context))],
    ["co-votes", await secondsOf(() => countCoVotes(context))],
    ["neighbours", await secondsOf(() => findNeighbours(context))],
  ];
  return table([`${viewers.length} readers of ${hubVotes} votes`, "seconds"], rows);
}

async function timeReaders(ids: number[], votes: number): Promise<string[]> {
  const viewers = await makeReaders(votes > 200 ? readers / 10 : readers);
  await castVotes(viewers.flatMap((viewer) => votesOf(viewer, ids, votes)));
  const times = [];
  for (const { id } of viewers.slice(0, 50)) {
    const began = performance.now();
    await trainReader(id, now);
    times.push(performance.now() - began);
  }
  await getDb().setting.deleteMany({ where: { key: "taste-sweep" } });
  const began = performance.now();
  const { trained } = await trainDueReaders({
    now: plus(now, { seconds: 1 }),
    signal: new AbortController().signal,
  });
  const rate = (trained / (performance.now() - began)) * 1000;
  return [
    String(votes),
    ...[percentile(times.slice(1), 0.5), percentile(times.slice(1), 0.95), times[0] ?? 0, rate].map((value) =>
      value.toFixed(1),
    ),
  ];
}

/** Meaningless words, in turn specific to the field and common to all fields. */
function randomWords(seed: string): string {
  const next = seededRandom(seed);
  const field = seed.replace(/[^a-z]/g, "");
  const word = (i: number) => {
    const rank = Math.floor(vocabulary ** next());
    const letters = rank
      .toString(26)
      .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
    return `${i % 2 ? field : "xy"}${letters}`;
  };
  return Array.from({ length: wordsEach }, (_, i) => word(i)).join(" ");
}

/** The votes of a reader, most of them in three fields. */
function votesOf({ id, username }: Viewer, ids: number[], votes: number) {
  const next = seededRandom(username);
  const own = [0, 1, 2].map(() => Math.floor(next() * fields.length));
  const chosen = new Set<number>();
  while (chosen.size < Math.min(votes, ids.length)) {
    const field =
      next() < 0.7 && chosen.size < 3 * papersEach * 0.6
        ? own[chosen.size % 3]
        : Math.floor(next() * fields.length);
    chosen.add(ids[(field ?? 0) * papersEach + Math.floor(next() * papersEach)] ?? 0);
  }
  return [...chosen].map((paper) => ({ user: id, paper, at: now }));
}
