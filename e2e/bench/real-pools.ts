import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { makePools, type Pools } from "@/e2e/bench/synthetic-pools";
import { sharedPapers } from "@/e2e/support/real-papers";
import { authorSlug } from "@/lib/papers/author-slug";
import { latexToText } from "@/lib/papers/latex/latex";

type Line = { title: string; abstract: string; authors: string[]; categories: string[] };

/**
 * Parts of real papers from which synthetic ones are put together, so that word frequencies are realistic. Where the file
 * of real papers is missing, the parts come from a small vocabulary, so nearly every word is in nearly every paper.
 * @param count how many real papers to split
 */
export async function searchPools(count = 20_000): Promise<Pools & { real: boolean }> {
  if (!existsSync(sharedPapers)) return { ...makePools(), real: false };
  const pools: Pools = { phrases: [], passages: [], topics: [], teams: [] };
  let read = 0;
  for await (const text of createInterface(createReadStream(sharedPapers).pipe(createGunzip()))) {
    splitPaper(JSON.parse(text), pools);
    if (++read === count) break;
  }
  return { ...pools, real: true };
}

/** Adds the parts of a paper to the pools: its title and abstract in thirds, its topics and its authors. */
export function splitPaper({ title, abstract, authors, categories }: Line, pools: Pools): void {
  pools.phrases.push(...inThree(latexToText(title)));
  pools.passages.push(...inThree(latexToText(abstract)));
  pools.topics.push(categories);
  const names = authors.slice(0, 20).map(latexToText);
  pools.teams.push({ names, slugs: names.map(authorSlug) });
}

function inThree(text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  const size = Math.ceil(words.length / 3);
  return [0, 1, 2].map((part) => words.slice(part * size, (part + 1) * size).join(" ")).filter(Boolean);
}
