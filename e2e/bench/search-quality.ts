import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { connect } from "@lancedb/lancedb";
import { type Collection, isCollection, ndcgAt10, readCollection } from "@/e2e/bench/relevance";
import { table as asTable } from "@/e2e/bench/table";
import { embeddingText, embedQuery, embedTexts } from "@/lib/search/embedding/embed";
import { loosenPhrases, parseQuery } from "@/lib/search/query";
import { maxHits } from "@/lib/search/request";
import { listFused } from "@/lib/search/search";
import { searchText } from "@/lib/search/searched-texts";
import type { Searched } from "@/lib/search/table";
import { listByMeaning, listByWords } from "@/lib/search/table-queries";
import { indexWords, wordSchema } from "@/lib/search/write-table";
import { indexVectors, vectorSchema } from "@/lib/search/write-vectors";

const shared = "../shared/data/search-dev";
const targets: Record<string, number> = { cranfield: 0.41, cisi: 0.44 };
const all = { filter: null, limit: 100 };

/** Measures the quality of search on relevance collections. @param dirs folders; by default those of the shared data @returns a table */
export async function measureQuality(dirs: string[]): Promise<string> {
  const given = dirs.length ? dirs : readdirSync(shared).map((name) => join(shared, name));
  const found = given.filter(isCollection);
  if (found.length === 0) throw new Error(`No relevance collection in ${given.join(", ") || shared}.`);
  const rows = [];
  for (const dir of found) rows.push(await measure(basename(dir), readCollection(dir)));
  const lists = ["words", "meaning", "both"];
  return asTable(
    ["nDCG@10", "documents", "queries", ...lists, "promised", ...lists.map((list) => `R@100 ${list}`)],
    rows,
  );
}

async function measure(name: string, collection: Collection): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), "quire-quality-"));
  try {
    const tables = await fill(dir, collection);
    const ranked = await rank(tables, collection);
    const least = targets[name];
    const keeps = ranked.both.recall >= ranked.words.recall;
    const target =
      least === undefined ? "" : `${least} ${ranked.both.ndcg >= least && keeps ? "met" : "MISSED"}`;
    const { documents, queries } = collection;
    const scores = listNames.map((list) => ranked[list].ndcg.toFixed(4));
    const recalls = listNames.map((list) => ranked[list].recall.toFixed(4));
    return [name, String(documents.length), String(queries.length), ...scores, target, ...recalls];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Tables = Pick<Searched, "table" | "vectors">;

async function fill(dir: string, { documents }: Collection): Promise<Tables> {
  const made = await embedTexts(documents.map(embeddingText));
  const engine = await connect(dir);
  const table = await engine.createEmptyTable("papers", wordSchema());
  const vectors = await engine.createEmptyTable("vectors", vectorSchema(made[0]?.length ?? 0));
  const filters = { topics: [], day: 0, code: false };
  await table.add(
    documents.map(({ title, abstract }, id) => ({
      ...filters,
      id,
      text: searchText(title, abstract, []),
      title,
      authors: "",
    })),
  );
  await vectors.add(made.map((vector, id) => ({ ...filters, id, vector: Array.from(vector) })));
  await indexWords(table);
  await indexVectors(vectors);
  return { table, vectors };
}

type Quality = { ndcg: number; recall: number };
const listNames = ["words", "meaning", "both"] as const;

/**
 * The mean nDCG@10 and recall@100 over all judged queries: by words, by meaning, and as the hub fuses both: there
 * queries go through its parser, as if they had been typed, and phrases that nothing has are loosened.
 */
async function rank({ table, vectors }: Tables, { documents, queries, gains }: Collection) {
  const sums = { words: none(), meaning: none(), both: none() };
  let judged = 0;
  for (const { id, text } of queries) {
    const gainsOfQuery = gains.get(id);
    if (!gainsOfQuery) continue;
    judged++;
    const free = { ...parseQuery(""), text };
    const vector = await embedQuery(text);
    const searched = { table, vectors, dimension: vector.length };
    const asTyped = (q: string) => listFused(searched, parseQuery(q), null, maxHits("relevance"));
    const { fused } = await asTyped(text);
    const loosened = loosenPhrases(text, fused.length);
    const lists = {
      words: await listByWords(table, free, all),
      meaning: await listByMeaning(searched, vector, all),
      both: loosened === null ? fused : (await asTyped(loosened)).fused,
    };
    for (const kind of listNames) {
      const names = lists[kind].map((found) => documents[found.id]?.id ?? "");
      sums[kind].ndcg += ndcgAt10(names, gainsOfQuery) ?? 0;
      sums[kind].recall += recallAt100(names, gainsOfQuery);
    }
  }
  const mean = ({ ndcg, recall }: Quality) => ({ ndcg: ndcg / judged, recall: recall / judged });
  return { words: mean(sums.words), meaning: mean(sums.meaning), both: mean(sums.both) };
}

function none(): Quality {
  return { ndcg: 0, recall: 0 };
}

function recallAt100(ranked: string[], gains: Map<string, number>): number {
  return ranked.slice(0, 100).filter((id) => gains.has(id)).length / gains.size;
}
