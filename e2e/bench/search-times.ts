import { Agent, get } from "node:http";
import { startHub } from "@/e2e/bench/hub";
import { expensiveFilters, expensiveQueries, makeQueries } from "@/e2e/bench/search-queries";
import { type Measured, summarise } from "@/e2e/bench/stats";
import { databaseUrl, getDb } from "@/lib/base/db";
import { searchFeed } from "@/lib/feeds/addresses";
import { listFeed } from "@/lib/feeds/list-feed";
import { embeddingText, embedQuery, embedTexts } from "@/lib/search/embedding/embed";
import { parseQuery } from "@/lib/search/query";
import { maxHits, meaningDepth } from "@/lib/search/request";
import { searchParamsSchema } from "@/lib/search/search-params";
import { getTable } from "@/lib/search/table";
import { listByMeaning, listByWords } from "@/lib/search/table-queries";

/** How long searches took, one at a time and eight at a time; the slowest expensive queries; and the speed of embedding. */
export type SearchTimes = {
  lines: { name: string; alone: Measured; eight: Measured }[];
  slowest: { q: string; ms: number }[];
  embedding: { abstractsPerSecond: number; queryMs: number };
};

const [runs = 300, pages = 100] = process.argv.slice(2).map(Number);
const page = 25;
const agent = new Agent({ keepAlive: true });
process.send?.(await measure(), () => process.disconnect());
await getDb().$disconnect();

async function measure(): Promise<SearchTimes> {
  const papers = await getDb().$queryRaw<{ title: string; abstract: string }[]>`
    SELECT title, abstract FROM papers ORDER BY hashint4(id + 1) LIMIT 5000`;
  const all = makeQueries(papers, runs * 10 + pages * 10);
  const take = (count: number) => all.splice(0, count);
  const slowest = await timeExpensive();
  const embedding = await timeEmbedding(papers, take(200));
  const lines = [await bare(take(runs), take(runs)), await line("page of results", search, take, runs)];
  const hub = await startHub(databaseUrl(), { RATE_LIMITS: "off" });
  try {
    const fetch = (path: string) => (q: string) => fetchOne(`${hub.url}${path}?q=${encodeURIComponent(q)}`);
    lines.push(await line("GET /api/v1/search", fetch("/api/v1/search"), take, runs));
    lines.push(await line("GET /search, rendered", fetch("/search"), take, pages));
  } finally {
    await hub.stop();
  }
  return { lines, slowest, embedding };
}

/** Times embedding: abstracts in batches, as the worker does, and queries one by one, as searches do. */
async function timeEmbedding(papers: Text[], queries: string[]): Promise<SearchTimes["embedding"]> {
  const texts = papers.slice(0, 400).map(embeddingText);
  await embedTexts(texts.slice(0, 32));
  const started = performance.now();
  await embedTexts(texts);
  const seconds = (performance.now() - started) / 1000;
  const { p50 } = await time(queries, 1, embedQuery);
  return { abstractsPerSecond: texts.length / seconds, queryMs: p50 };
}

type Text = { title: string; abstract: string };
type Search = (q: string) => Promise<unknown>;
type Take = (count: number) => string[];

/** Times only the engine's two queries, with the hub's limits and with vectors that were computed before. */
async function bare(alone: string[], eight: string[]): Promise<SearchTimes["lines"][number]> {
  const { table, vectors: vectorTable, current } = await getTable();
  const vectors = new Map<string, Float32Array>();
  for (const q of [...alone, ...eight]) vectors.set(q, await embedQuery(q));
  const ask = async (q: string) => {
    const words = listByWords(table, parseQuery(q), { filter: null, limit: maxHits("relevance") });
    const vector = vectors.get(q) ?? new Float32Array(384);
    const searched = { vectors: vectorTable, dimension: current.dimension };
    await Promise.all([words, listByMeaning(searched, vector, { filter: null, limit: meaningDepth })]);
  };
  return {
    name: "bare engine, words and meaning",
    alone: await time(alone, 1, ask),
    eight: await time(eight, 8, ask),
  };
}

async function line(name: string, ask: Search, take: Take, count: number) {
  await time(take(20), 4, ask);
  return { name, alone: await time(take(count), 1, ask), eight: await time(take(count), 8, ask) };
}

function search(q: string, more: Record<string, string> = {}): Promise<unknown> {
  return listFeed(searchFeed(searchParamsSchema.parse({ q, ...more })), { viewer: null, limit: page });
}

async function time(queries: string[], together: number, ask: Search): Promise<Measured> {
  const times: number[] = [];
  const left = [...queries];
  const started = performance.now();
  const work = async () => {
    for (let q = left.pop(); q !== undefined; q = left.pop()) {
      const from = performance.now();
      await ask(q);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return summarise(times, (performance.now() - started) / 1000);
}

async function timeExpensive(): Promise<SearchTimes["slowest"]> {
  await search("anything at all");
  const times = [];
  for (const { q, more } of [...expensiveQueries, ...expensiveFilters]) {
    const started = performance.now();
    await search(q, more);
    times.push({
      q: `${q.slice(0, 40)} ${JSON.stringify(more)}`,
      ms: performance.now() - started,
    });
  }
  return times.sort((a, b) => b.ms - a.ms).slice(0, 8);
}

function fetchOne(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (answer) => {
      const done = () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode} for ${url}`));
      answer.resume().on("end", done);
    });
    // The server may close an idle connection; then the request is repeated on a new one.
    request.on("error", (error) => (request.reusedSocket ? resolve(fetchOne(url)) : reject(error)));
  });
}
