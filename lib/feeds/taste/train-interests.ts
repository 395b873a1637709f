import { seededRandom } from "@/lib/base/random";
import {
  centroidOf,
  findGroups,
  type Group,
  type PriorInterest,
  toUnit,
} from "@/lib/feeds/taste/interest-groups";
import { type InterestName, nameGroups } from "@/lib/feeds/taste/interest-names";
import { type Example, exampleOf, toModel, trainLogistic } from "@/lib/feeds/taste/logistic";
import type { Features, Model } from "@/lib/feeds/taste/model";
import { dot } from "@/lib/search/embedding/vectors";
import type { PhraseCounts } from "@/lib/search/keywords/keywords";

/** A sign of a reader's taste; its weight is above 0 for a like and below 0 for a dislike. */
export type Shown = {
  /** Null for an imported title. */
  paperId: number | null;
  /** The paper's id, or minus the id of an imported title. */
  sign: number;
  weight: number;
  features: Features;
  keywords: string[];
  title: string;
};

/** Reference papers of all fields to train against. */
export type ReferencePapers = {
  papers: { paperId: number; features: Features; example: Example }[];
  /** The mean of their vectors. */
  mean: Float32Array;
};

export type Trained = InterestName & {
  /** Null for a new interest. */
  id: number | null;
  /** Null for a paused interest and for one without likes. */
  model: Model | null;
  papers: number[];
};

/** Likes of the other interests count, too: each with at most this share of its weight… */
const elsewhere = 0.5;
/** …and all together at most this many times as much as the interest's own likes. */
const maxElsewhere = 1;

/**
 * Groups a reader's likes into interests and trains a model for each: a logistic regression that tells its papers from
 * reference papers. The reader's other likes count a little, too.
 * @param shown with vectors of the same embedder, each paper once
 * @param known the interests before this training
 * @param counts how often phrases occur among the hub's papers, for the names
 */
export function trainInterests(
  shown: Shown[],
  others: ReferencePapers,
  known: PriorInterest[] = [],
  counts: PhraseCounts = { papers: 0, of: () => undefined },
): Trained[] {
  const likes = shown.filter(({ weight }) => weight > 0);
  const dislikes = shown.filter(({ weight }) => weight < 0);
  const examples = [...likes, ...dislikes].map(({ features }) => exampleOf(features, others.mean));
  const placed = likes.map(({ paperId }, row) => ({
    paperId,
    vector: toUnit(examples[row]?.dense ?? new Float32Array()),
  }));
  const paused = new Set(known.filter((one) => one.paused).map(({ id }) => id));
  const groups = findGroups(placed, known);
  const names = nameGroups(
    groups.map(({ id, rows }) => ({
      papers: byTypicality(rows, placed).flatMap((row) => likes[row] ?? []),
      prior: known.find((one) => one.id === id) ?? null,
    })),
    counts,
  );
  const train = trainer({ likes, dislikes, examples }, others);
  const out = groups.filter(({ id }) => id !== null && paused.has(id)).flatMap(({ rows }) => rows);
  return groups.map(({ id, rows }, i) => ({
    id,
    ...(names[i] ?? unnamed),
    model: rows.length === 0 || (id !== null && paused.has(id)) ? null : train(rows, new Set(out)),
    papers: rows.flatMap((row) => likes[row]?.paperId ?? []),
  }));
}

const unnamed: InterestName = { name: "", provisional: true, namedFor: [] };

/** The rows of a group, those nearest to its centroid first. */
function byTypicality(rows: Group["rows"], placed: { vector: Float32Array }[]): number[] {
  const vectors = rows.map((row) => placed[row]?.vector ?? new Float32Array());
  const centre = centroidOf(vectors);
  const near = new Map(rows.map((row, i) => [row, dot(centre, vectors[i] ?? centre)]));
  return rows.toSorted((a, b) => (near.get(b) ?? 0) - (near.get(a) ?? 0) || a - b);
}

type Mine = { likes: Shown[]; dislikes: Shown[]; examples: Example[] };

/** Returns a function that trains a model on rows of likes; other likes count less, and those of paused interests not at all. */
function trainer({ likes, dislikes, examples: own }: Mine, others: ReferencePapers) {
  const mine = new Set([...likes, ...dislikes].map(({ paperId }) => paperId));
  const rest = others.papers.filter(({ paperId }) => !mine.has(paperId));
  const examples = [...own, ...rest.map(({ example }) => example)];
  const embedder = others.papers[0]?.features.model ?? "";
  return (rows: number[], out: Set<number>): Model | null => {
    // Without reference papers the model would like any paper.
    if (rest.length === 0) return null;
    const wants = new Float32Array(examples.length);
    const inside = new Set(rows);
    const sum = (some: number[]) => some.reduce((total, row) => total + (likes[row]?.weight ?? 0), 0);
    const away = [...likes.keys()].filter((row) => !inside.has(row) && !out.has(row));
    const weight = sum(rows);
    const share = Math.min(elsewhere, (maxElsewhere * weight) / (sum(away) || 1));
    for (const row of rows) wants[row] = likes[row]?.weight ?? 0;
    for (const row of away) wants[row] = share * (likes[row]?.weight ?? 0);
    dislikes.forEach((dislike, i) => {
      wants[likes.length + i] = dislike.weight;
    });
    const each = (weight + share * sum(away)) / rest.length;
    wants.fill(-each, likes.length + dislikes.length);
    return toModel(trainLogistic(examples, wants, seededRandom("taste")), others.mean, embedder);
  };
}
