import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { table } from "@/e2e/bench/table";
import { findKeywords, keywordsEach, type PhraseCounts } from "@/lib/search/keywords/keywords";
import { countPhrasesIn } from "@/lib/search/keywords/phrase-counts";
import { stemOf } from "@/lib/search/words";

const files = ["arxiv-papers", "daily-papers"].map((name) => `../shared/data/${name}.jsonl.gz`);
/** Papers with fewer keywords in the feed are left out. */
const fewest = 4;

type Paper = { id: string; title: string; abstract: string; keywords?: string[] };
type Score = { papers: number; found: number; right: number; wanted: number; none: number; ms: number };

/**
 * Measures keywords against those of a daily feed, which has about ten a paper: the phrases are counted in all papers, the
 * weights were chosen on every other paper, and the rest measures them.
 * @param sampled how many keywords of other papers are printed, to be judged by eye
 * @returns a table
 */
export async function measureKeywords([sampled = "0"]: string[]): Promise<string> {
  if (!files.every(existsSync)) return "There are no papers in ../shared/data.";
  const read = files.map(readPapers);
  const all = [...new Map(read.flat().map((paper) => [paper.id, paper])).values()];
  const started = performance.now();
  const counted = await countPhrasesIn(
    all.map(({ title }) => title),
    all,
  );
  console.log(`${counted.size} phrases of ${all.length} papers in ${seconds(started)} s`);
  const counts: PhraseCounts = { papers: all.length, of: (key) => counted.get(key) };
  const judged = (read[1] ?? []).filter(({ keywords = [] }) => keywords.length >= fewest);
  for (const { title, keywords } of drawn(all, Number(sampled), counts))
    console.log(`${title} => ${keywords}`);
  const none: PhraseCounts = { papers: 0, of: () => undefined };
  const rows = [
    row(
      "where they were chosen",
      measure(
        judged.filter((_, i) => i % 2 === 0),
        counts,
      ),
    ),
    row(
      "the other half",
      measure(
        judged.filter((_, i) => i % 2 === 1),
        counts,
      ),
    ),
    row(
      "the other half, on a hub of few papers",
      measure(
        judged.filter((_, i) => i % 2 === 1),
        none,
      ),
    ),
  ];
  return table(["papers", "number", "precision@3", "F1@3", "with none", "ms a paper"], rows);
}

function readPapers(file: string): Paper[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Paper);
}

function measure(papers: Paper[], counts: PhraseCounts): Score {
  const score: Score = { papers: papers.length, found: 0, right: 0, wanted: 0, none: 0, ms: 0 };
  for (const paper of papers) {
    const wanted = new Set(paper.keywords?.map(keyOf));
    const started = performance.now();
    const found = findKeywords(paper, counts).map(keyOf);
    score.ms += performance.now() - started;
    score.wanted += wanted.size;
    score.found += found.length;
    score.right += found.filter((key) => wanted.has(key)).length;
    score.none += found.length === 0 ? 1 : 0;
  }
  return score;
}

function row(name: string, { papers, found, right, wanted, none, ms }: Score): string[] {
  const shares = [right / (found || 1), (2 * right) / (found + wanted)].map((share) => share.toFixed(3));
  return [
    name,
    String(papers),
    ...shares,
    `${((100 * none) / papers).toFixed(1)} %`,
    (ms / papers).toFixed(2),
  ];
}

/** A keyword without case, endings, hyphens and an abbreviation behind it. */
function keyOf(keyword: string): string {
  const words = keyword
    .replace(/\s*\([^)]*\)\s*$/, "")
    .toLowerCase()
    .split(/[\s-]+/);
  return words.filter(Boolean).map(stemOf).join(" ");
}

/** The keywords of evenly spaced papers. */
function drawn(papers: Paper[], most: number, counts: PhraseCounts) {
  const step = Math.max(1, Math.floor(papers.length / Math.max(1, most)));
  return papers
    .filter((_, i) => i % step === 0)
    .slice(0, most)
    .map((paper) => {
      const found = findKeywords(paper, counts);
      const keywords = found.length === keywordsEach ? found.join(" · ") : "none";
      return { title: paper.title.replace(/\s+/g, " ").slice(0, 90), keywords };
    });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
