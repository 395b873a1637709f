import type { Filled } from "@/e2e/bench/search-fill";
import type { SearchTimes } from "@/e2e/bench/search-times";
import { short, table } from "@/e2e/bench/table";
import { type Target, targetRows } from "@/e2e/bench/targets";

/** The figures of one size as plain text, each compared with the bare engine in the same run. */
export function searchReport(papers: number, filled: Filled | null, times: SearchTimes): string {
  const { lines, slowest } = times;
  const bare = lines[0];
  const rows = lines.map(({ name, alone, eight }) => [
    name,
    ...[alone.p50, alone.p95].map(short),
    bare ? (alone.p95 / bare.alone.p95).toFixed(2) : "",
    ...[eight.p50, eight.p95].map(short),
    bare ? (eight.p95 / bare.eight.p95).toFixed(2) : "",
    short(eight.perSecond),
  ]);
  const built = filled ? `, search table built in ${short(filled.seconds)} s` : "";
  const head = [
    `${papers.toLocaleString("en")} papers${built}`,
    "p50 ms",
    "p95 ms",
    "÷ bare",
    "p50, 8 at a time",
    "p95",
    "÷ bare",
    "per second",
  ];
  const worst = table(
    ["slowest expensive queries", "ms"],
    slowest.map(({ q, ms }) => [q, short(ms)]),
  );
  const promises = table(["Target", "promised", "measured", ""], targetRows(searchTargets(papers, times)));
  return [table(head, rows), worst, promises].join("\n\n");
}

// The targets are for a million papers. Smaller hubs must meet them, too.
const most = { alone: 25, eight: 90, overBare: 1.3, slowest: 300, query: 5 };
const leastAbstracts = 40;

/** Every target about search, compared with the figures of one size. */
function searchTargets(papers: number, { lines, slowest, embedding }: SearchTimes): Target[] {
  const [bare, page] = lines;
  const under = (name: string, value: number | undefined, limit: number): Target => ({
    name: `${name}, ${papers.toLocaleString("en")} papers`,
    promised: `at most ${limit}`,
    measured: value === undefined ? "" : short(value),
    met: value === undefined ? null : value <= limit,
  });
  return [
    under("a page of results, p95 ms", page?.alone.p95, most.alone),
    under("the same, 8 at a time", page?.eight.p95, most.eight),
    under("the same ÷ bare engine", page && bare && page.alone.p95 / bare.alone.p95, most.overBare),
    under("8 at a time ÷ bare engine", page && bare && page.eight.p95 / bare.eight.p95, most.overBare),
    under("slowest of the expensive queries, ms", slowest[0]?.ms, most.slowest),
    under("embedding a query, ms", embedding.queryMs, most.query),
    {
      name: "embedding, abstracts a second",
      promised: `at least ${leastAbstracts}`,
      measured: short(embedding.abstractsPerSecond),
      met: embedding.abstractsPerSecond >= leastAbstracts,
    },
  ];
}
