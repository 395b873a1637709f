import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { seededRandom } from "@/lib/base/random";

/** A paper of a library. */
export type Item = { title: string; abstract: string };

/** Papers, and each reader's library as indexes of papers. */
export type Libraries = { items: Item[]; libraries: number[][] };

/** A reader's papers in two halves: those to learn from, and those to find. */
export type Halves = { known: number[]; hidden: number[] };

const itemLine = z.object({
  item: z.union([z.number(), z.string()]),
  title: z.string(),
  abstract: z.string().default(""),
});
const libraryLine = z.object({ items: z.array(z.union([z.number(), z.string()])) });

/** Whether a folder has the files of readers' libraries. */
export function hasLibraries(dir: string): boolean {
  return ["items.jsonl", "libraries.jsonl"].every((file) => existsSync(join(dir, file)));
}

/** Reads `items.jsonl {item,title,abstract}` and `libraries.jsonl {items[]}`; unknown items are left out. */
export function readLibraries(dir: string): Libraries {
  const lines = (file: string) => readFileSync(join(dir, file), "utf8").split("\n").filter(Boolean);
  const items = lines("items.jsonl").map((line) => itemLine.parse(JSON.parse(line)));
  const places = new Map(items.map(({ item }, place) => [item, place]));
  const libraries = lines("libraries.jsonl")
    .map((line) => libraryLine.parse(JSON.parse(line)).items.flatMap((item) => places.get(item) ?? []))
    .filter((library) => library.length >= 2);
  return { items, libraries };
}

/** Splits every library into two halves at random, by the seed. The known half of an odd number is the larger one. */
export function halve(libraries: number[][], seed: number): Halves[] {
  const next = seededRandom(`halves ${seed}`);
  return libraries.map((library) => {
    const order = library
      .map((item) => ({ item, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
    const middle = Math.ceil(order.length / 2);
    return { known: order.slice(0, middle), hidden: order.slice(middle) };
  });
}

/** How well a ranking finds the hidden papers: nDCG@10, recall@50 and recall@100. */
export type Found = { ndcg: number; recall50: number; recall100: number };

/** Measures a ranking. @param scores one for each item @param halves the known items are not ranked */
export function scoreRanking(scores: ArrayLike<number>, { known, hidden }: Halves): Found {
  const skip = new Set(known);
  const wanted = new Set(hidden);
  const order = Array.from(scores, (score, item) => ({ score, item }))
    .filter(({ item }) => !skip.has(item))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .slice(0, 100)
    .map(({ item }) => wanted.has(item));
  const gain = order.slice(0, 10).reduce((sum, hit, i) => sum + (hit ? 1 / Math.log2(i + 2) : 0), 0);
  const best = hidden.slice(0, 10).reduce((sum, _, i) => sum + 1 / Math.log2(i + 2), 0);
  const share = (count: number) => order.slice(0, count).filter(Boolean).length / hidden.length;
  return { ndcg: gain / best, recall50: share(50), recall100: share(100) };
}

/** The mean of each figure. */
export function meanOf(all: Found[]): Found {
  const mean = (of: (found: Found) => number) => all.reduce((sum, found) => sum + of(found), 0) / all.length;
  return {
    ndcg: mean(({ ndcg }) => ndcg),
    recall50: mean(({ recall50 }) => recall50),
    recall100: mean(({ recall100 }) => recall100),
  };
}
