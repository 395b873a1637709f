import { seededRandom } from "@/lib/base/random";
import { findGroups, type Known, toUnit } from "@/lib/feeds/taste/interest-groups";
import { nameGroups } from "@/lib/feeds/taste/interest-names";
import { type Example, exampleOf, toModel, trainLogistic } from "@/lib/feeds/taste/logistic";
import type { Features, Model } from "@/lib/feeds/taste/model";

/** Something that shows what a reader wants, above 0, or does not want, below. */
export type Shown = {
  /** Null for a text that the reader brought along. */
  paperId: number | null;
  weight: number;
  features: Features;
  keywords: string[];
  title: string;
};

/** Papers of all kinds to compare with. */
export type Others = {
  papers: { paperId: number; title?: string; features: Features; keywords: string[]; example: Example }[];
  /** The middle of their vectors. */
  mean: Float32Array;
};

export type Trained = {
  /** Null where it is new. */
  id: number | null;
  name: string;
  /** Null for a paused interest, and where nothing is liked. */
  model: Model | null;
  papers: number[];
};

/** What is liked elsewhere counts in an interest, too, at most so much for each paper… */
const elsewhere = 0.5;
/** …and at most so many times what the interest's own papers count. */
const mostElsewhere = 1;

/**
 * A reader's interests, each with its model: a logistic regression that tells its papers from others, in which the rest
 * of what the reader likes counts a little, too.
 * @param shown by one embedder; of a paper once
 * @param known the interests so far
 */
export function trainInterests(shown: Shown[], others: Others, known: Known[] = []): Trained[] {
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
    groups.map(({ rows }) => rows.flatMap((row) => likes[row] ?? [])),
    others.papers,
  );
  const train = trainer({ likes, dislikes, examples }, others);
  const out = groups.filter(({ id }) => id !== null && paused.has(id)).flatMap(({ rows }) => rows);
  return groups.map(({ id, rows }, i) => ({
    id,
    name: names[i] ?? "",
    model: rows.length === 0 || (id !== null && paused.has(id)) ? null : train(rows, new Set(out)),
    papers: rows.flatMap((row) => likes[row]?.paperId ?? []),
  }));
}

type Mine = { likes: Shown[]; dislikes: Shown[]; examples: Example[] };

/** Gives a function that trains on rows of likes, the rest of them counting less and those of paused interests nothing. */
function trainer({ likes, dislikes, examples: own }: Mine, others: Others) {
  const mine = new Set([...likes, ...dislikes].map(({ paperId }) => paperId));
  const rest = others.papers.filter(({ paperId }) => !mine.has(paperId));
  const examples = [...own, ...rest.map(({ example }) => example)];
  const embedder = others.papers[0]?.features.model ?? "";
  return (rows: number[], out: Set<number>): Model | null => {
    // With nothing to tell them from, any paper would be liked.
    if (rest.length === 0) return null;
    const wants = new Float32Array(examples.length);
    const inside = new Set(rows);
    const sum = (some: number[]) => some.reduce((total, row) => total + (likes[row]?.weight ?? 0), 0);
    const away = [...likes.keys()].filter((row) => !inside.has(row) && !out.has(row));
    const weight = sum(rows);
    const share = Math.min(elsewhere, (mostElsewhere * weight) / (sum(away) || 1));
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
