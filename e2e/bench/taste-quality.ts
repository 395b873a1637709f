import { keptVectors } from "@/e2e/bench/kept-vectors";
import { table } from "@/e2e/bench/table";
import { meanScores, svmScores, tfIdf } from "@/e2e/bench/taste-baselines";
import {
  benchPaper,
  type CollaborativeParts,
  castVotes,
  collaborativeParts,
  fillHub,
  makeReaders,
} from "@/e2e/bench/taste-hub";
import {
  type Found,
  type Halves,
  halve,
  type Libraries,
  meanOf,
  scoreRanking,
} from "@/e2e/bench/taste-libraries";
import { plainMix } from "@/lib/feeds/for-you/mix";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { termsOf } from "@/lib/feeds/for-you/score";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { type Features, tasteOf } from "@/lib/feeds/taste/model";
import { findNeighbours } from "@/lib/feeds/taste/neighbours";
import { getReferencePapers, toReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainInterests } from "@/lib/feeds/taste/train-interests";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { priorHeat } from "@/lib/papers/heat";

/** The figures of one way of ranking. */
export type Line = Found & { name: string };

const seeds = [1, 2, 3];
const now = new Date("2026-03-10T12:00:00Z");
const signal = new AbortController().signal;

/**
 * Measures how much of the hidden half of readers' libraries each way of ranking finds: the mean over all readers and three
 * random splits. For the hub, the real code runs over a database: votes, co-votes, training, and the score of a page.
 */
export async function measureLibraries({ items, libraries }: Libraries): Promise<Line[]> {
  const papers = await fillHub(
    items.map((item, place) => benchPaper({ ...item, topics: ["cs.DL"], place, at: now })),
    now,
  );
  const corpus = { papers, vectors: await keptVectors(items), words: tfIdf(items) };
  const lines = new Map<string, Found[]>();
  for (const seed of seeds) {
    const halves = halve(libraries, seed);
    const readers = await learn(papers, halves);
    halves.forEach((half, i) => {
      const reader = readers[i];
      if (!reader) return;
      const ways = waysToRank(corpus, halves, half, reader);
      for (const [name, scores] of Object.entries(ways))
        lines.set(name, [...(lines.get(name) ?? []), scoreRanking(scores, half)]);
    });
  }
  return [...lines].map(([name, found]) => ({ name, ...meanOf(found) }));
}

type TrainedReader = Reader & { others: Awaited<ReturnType<typeof getReferencePapers>> } & CollaborativeParts;

/** Readers as the hub knows them after each has upvoted the known half of their library. */
async function learn(papers: PoolPaper[], halves: Halves[]): Promise<TrainedReader[]> {
  const viewers = await makeReaders(halves.length);
  await castVotes(
    halves.flatMap(({ known }, i) =>
      known.map((place) => ({ user: viewers[i]?.id ?? 0, paper: papers[place]?.id ?? 0, at: now })),
    ),
  );
  await countCoVotes({ now, signal });
  await findNeighbours({ now, signal });
  const others = await getReferencePapers();
  for (const { id } of viewers) await trainReader(id, now);
  const readers: TrainedReader[] = [];
  for (const viewer of viewers) {
    const reader = await getReader(viewer, now);
    readers.push({ ...reader, ...(await collaborativeParts(reader)), others });
  }
  return readers;
}

type Corpus = { papers: PoolPaper[]; vectors: Float32Array[]; words: ReturnType<typeof tfIdf> };

function waysToRank(
  { papers, vectors, words }: Corpus,
  halves: Halves[],
  { known }: Halves,
  reader: TrainedReader,
) {
  const popularity = new Float32Array(papers.length);
  for (const half of halves) for (const place of half.known) popularity[place] = (popularity[place] ?? 0) + 1;
  const page = (changed: Partial<Reader>) => (paper: PoolPaper) =>
    termsOf(
      { ...paper, heat: priorHeat(now) },
      { reader: { ...reader, ...changed }, mix: plainMix, found: new Map(), now },
    ).score;
  const judged = (change: (features: Features) => Features, single: boolean) => {
    const models = train(papers, known, reader, { change, single });
    return (features: Features | null) => features && tasteOf(models, change(features));
  };
  const noWords = (features: Features) => ({ ...features, terms: new Uint8Array() });
  return {
    popularity: popularity,
    "TF-IDF, linear SVM (arxiv-sanity-lite)": svmScores(words, known),
    "mean of likes, centred": meanScores(vectors, known),
    Quire: papers.map(page({})),
    "Quire without co-votes": papers.map(page({ collaborative: reader.near })),
    "Quire without neighbours": papers.map(page({ collaborative: reader.coVoted })),
    "Quire without other readers": papers.map(page({ collaborative: new Map() })),
    "Quire without taste": papers.map(page({ tasteOf: () => null })),
    "Quire without words": papers.map(page({ tasteOf: judged(noWords, false) })),
    "Quire with one interest only": papers.map(page({ tasteOf: judged((features) => features, true) })),
  };
}

type Variant = { change: (features: Features) => Features; single: boolean };

/** Trains a reader's models on changed features, or as a single interest. */
function train(papers: PoolPaper[], known: number[], { others }: TrainedReader, { change, single }: Variant) {
  const shown = known.flatMap((place) => {
    const paper = papers[place];
    const features = paper?.features && change(paper.features);
    return paper && features
      ? [{ paperId: paper.id, sign: paper.id, weight: 1, features, keywords: [], title: "" }]
      : [];
  });
  const changed = toReferencePapers(
    others.papers.map((paper) => ({ ...paper, features: change(paper.features) })),
  );
  const all = {
    id: 1,
    kept: true,
    name: "all",
    provisional: false,
    namedFor: [],
    paused: false,
    papers: shown.map(({ paperId }) => ({ id: paperId, kept: true })),
  };
  const trained = trainInterests(shown, changed, single ? [all] : []);
  return trained.flatMap(({ model }, i) => (model ? [{ ...model, interestId: i }] : []));
}

/** The figures as a table. */
export function libraryTable(lines: Line[]): string {
  const row = ({ name, ndcg, recall50, recall100 }: Line) => [
    name,
    ...[ndcg, recall50, recall100].map((x) => x.toFixed(3)),
  ];
  return table(["", "nDCG@10", "recall@50", "recall@100"], lines.map(row));
}
