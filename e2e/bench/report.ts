import type { Figures } from "@/e2e/bench/figures";
import { short, table } from "@/e2e/bench/table";
import { targetRows, targetsOf } from "@/e2e/bench/targets";

/** The figures as plain text: the machine, three tables, and for each target whether it is met. */
export function report(figures: Figures): string {
  const sections = [
    `${figures.machine}\n${figures.how}`,
    figures.lines.length ? requests(figures) : "",
    figures.queries.length ? queries(figures) : "",
    figures.scripts.length ? scripts(figures) : "",
    table(["Target", "promised", "measured", ""], targetRows(targetsOf(figures))),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function requests({ lines }: Figures): string {
  const rows = lines.map(({ part, name, perSecond, p50, p99, failed }) => [
    `(${part}) ${name}`,
    ...(perSecond ? [perSecond, p50, p99].map(short) : ["no answer", "", ""]),
    String(failed),
  ]);
  return table(["Requests", "per second", "p50 ms", "p99 ms", "failed"], rows);
}

function queries({ queries: sizes }: Figures): string {
  const head = sizes.flatMap(({ papers }) => [`p50 at ${papers.toLocaleString("en")}`, "p95"]);
  const rows = Object.keys(sizes[0]?.times ?? {}).map((name) => [
    name,
    ...sizes.flatMap(({ times }) => [short(times[name]?.p50 ?? 0), short(times[name]?.p95 ?? 0)]),
  ]);
  return table(["(f) Queries, ms", ...head], rows);
}

function scripts({ scripts: pages }: Figures): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  const rows = pages.map(({ name, files, plain, gzip, brotli }) => [
    name,
    String(files),
    ...[plain, gzip, brotli].map(kilobytes),
  ]);
  return table(["JavaScript, kB", "files", "plain", "gzip", "Brotli"], rows);
}
