import type { Filled } from "@/e2e/bench/search-fill";
import type { SearchTimes } from "@/e2e/bench/search-times";
import { short, table } from "@/e2e/bench/table";

/** The figures of one size as plain text, each against the bare engine of the same run. */
export function searchReport(papers: number, filled: Filled | null, { lines, slowest }: SearchTimes): string {
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
    ["slowest of the dear ones", "ms"],
    slowest.map(({ q, ms }) => [q, short(ms)]),
  );
  return `${table(head, rows)}\n\n${worst}`;
}
