import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A collection for measuring relevance: documents, queries, and which documents are relevant to which query. */
export type Collection = {
  documents: { id: string; title: string; abstract: string }[];
  queries: { id: string; text: string }[];
  /** For each query, the gain of each relevant document. */
  gains: Map<string, Map<string, number>>;
};

const name = z.union([z.string(), z.number()]).transform(String);
const documentLine = z.object({ id: name, title: z.string().default(""), abstract: z.string().default("") });
const queryLine = z.object({ id: name, text: z.string() });

/**
 * Reads a relevance set: `corpus.jsonl {id,title,abstract}`, `queries.jsonl {id,text}`, `qrels.tsv (query, document, gain)`.
 * @throws Error when a file is missing or a line is invalid
 */
export function readCollection(dir: string): Collection {
  const lines = (file: string) => readFileSync(join(dir, file), "utf8").split("\n").filter(Boolean);
  const gains: Collection["gains"] = new Map();
  for (const line of lines("qrels.tsv")) {
    const [query = "", document = "", gain = ""] = line.trim().split(/\s+/);
    if (!(Number(gain) > 0)) continue;
    gains.set(query, (gains.get(query) ?? new Map()).set(document, Number(gain)));
  }
  return {
    documents: lines("corpus.jsonl").map((line) => documentLine.parse(JSON.parse(line))),
    queries: lines("queries.jsonl").map((line) => queryLine.parse(JSON.parse(line))),
    gains,
  };
}

/** Whether a folder holds a relevance set. */
export function isCollection(dir: string): boolean {
  return ["corpus.jsonl", "queries.jsonl", "qrels.tsv"].every((file) => existsSync(join(dir, file)));
}

/**
 * The normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002, with linear gains).
 * @param ranked ids of documents, best first
 * @param gains the gain of each relevant document; others have none
 * @returns 0 to 1, or null where no document is relevant
 */
export function ndcgAt10(ranked: string[], gains: Map<string, number>): number | null {
  const best = [...gains.values()].sort((a, b) => b - a);
  const ideal = discounted(best);
  return ideal > 0 ? discounted(ranked.map((id) => gains.get(id) ?? 0)) / ideal : null;
}

function discounted(gains: number[]): number {
  return gains.slice(0, 10).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}
