import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { meanScores, svmScores, tfIdf } from "@/e2e/bench/taste-baselines";
import { halve, hasLibraries, meanOf, readLibraries, scoreRanking } from "@/e2e/bench/taste-libraries";

it("reads libraries as indexes of papers, without unknown papers", () => {
  const dir = mkdtempSync(join(tmpdir(), "quire-libraries-"));
  expect(hasLibraries(dir)).toBe(false);
  const lines = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  writeFileSync(
    join(dir, "items.jsonl"),
    lines([7, 9, 11].map((item) => ({ item, title: `T${item}`, abstract: "" }))),
  );
  writeFileSync(
    join(dir, "libraries.jsonl"),
    lines([
      { user: 1, items: [11, 7, 8] },
      { user: 2, items: [9] },
    ]),
  );
  expect(hasLibraries(dir)).toBe(true);
  expect(readLibraries(dir).libraries).toEqual([[2, 0]]);
  rmSync(dir, { recursive: true });
});

it("splits a library differently for each seed, and the same way for the same seed", () => {
  const library = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [one] = halve([library], 1);
  expect(one?.known).toHaveLength(5);
  expect([...(one?.known ?? []), ...(one?.hidden ?? [])].sort()).toEqual(library);
  expect(halve([library], 1)[0]).toEqual(one);
  expect(halve([library], 2)[0]).not.toEqual(one);
});

it("scores rankings that find all or none of the hidden papers", () => {
  const halves = { known: [0], hidden: [1, 2] };
  expect(scoreRanking([9, 3, 2, 1], halves)).toEqual({ ndcg: 1, recall50: 1, recall100: 1 });
  const worst = Array.from({ length: 200 }, (_, i) => i);
  expect(scoreRanking(worst, halves)).toEqual({ ndcg: 0, recall50: 0, recall100: 0 });
  expect(meanOf([scoreRanking([9, 3, 2, 1], halves), scoreRanking(worst, halves)]).ndcg).toBe(0.5);
});

it("ranks by words with a support vector machine, and by the centroid of vectors", () => {
  const of = (word: string) =>
    Array.from({ length: 6 }, (_, i) => ({ title: word, abstract: `${word} thing${i}` }));
  const words = tfIdf([
    ...of("plasma"),
    ...Array.from({ length: 54 }, (_, i) => ({ title: `x${i}`, abstract: "" })),
  ]);
  const scores = svmScores(words, [0, 1]);
  expect(Math.min(...scores.slice(2, 6))).toBeGreaterThan(Math.max(...scores.slice(6)));
  const vectors = [
    [1, 0.1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ].map((numbers) => Float32Array.from(numbers));
  const near = meanScores(vectors, [0]);
  expect(near[1]).toBeGreaterThan(near[2] ?? 0);
});
