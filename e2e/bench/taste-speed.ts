import { percentile } from "@/e2e/bench/stats";
import { table } from "@/e2e/bench/table";
import { benchPaper, castVotes, fillHub, makeReaders, withBenchHub } from "@/e2e/bench/taste-hub";
import { getDb } from "@/lib/db";
import { draws } from "@/lib/papers/made-up";
import type { Viewer } from "@/lib/people/viewer";
import { trainDueReaders } from "@/lib/taste/train-due";
import { trainReader } from "@/lib/taste/train-reader";

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
const now = new Date("2026-03-10T12:00:00Z");
const readers = 300;

/** How long readers' training takes, the database included, and how many readers a second one worker keeps fresh. */
export function measureTraining(): Promise<string> {
  return withBenchHub(async () => {
    const papers = await fillHub(
      fields.flatMap((field, f) =>
        Array.from({ length: papersEach }, (_, i) => {
          const text = {
            title: `${field} ${i}`,
            abstract: `We study ${field} in case ${i} of ${fields[(f + i) % 8]}.`,
          };
          return benchPaper({ ...text, topics: ["cs.LG"], place: f * papersEach + i, at: now });
        }),
      ),
      now,
    );
    const ids = papers.map(({ id }) => id);
    const rows = [];
    for (const votes of [1, 20, 200, 2000]) rows.push(await timeReaders(ids, votes));
    return `${table(["votes", "p50 ms", "p95 ms", "first ms", "trained a second"], rows)}`;
  });
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
    now: new Date(now.getTime() + 1000),
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

/** Most of a reader's votes are of three fields. */
function votesOf({ id, username }: Viewer, ids: number[], votes: number) {
  const next = draws(username);
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
