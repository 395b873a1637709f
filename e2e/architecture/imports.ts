import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lineAt, type Source } from "./sources";

/** One file naming another: `to` is a path in the project, or the name of a package. `type` leaves no trace when run. */
export type Import = { from: string; to: string; type: boolean; line: number };

/** Everything a file imports or re-exports, statically or by `import()` of a plain string. */
export function importsOf({ path, text, syntax }: Source): Import[] {
  const { staticImports, staticExports, dynamicImports } = syntax.module;
  const one = (specifier: string, type: boolean, at: number) => ({
    from: path,
    to: resolveImport(path, specifier),
    type,
    line: lineAt(text, at),
  });
  const named = staticImports.map(({ moduleRequest, entries, start }) =>
    one(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType), start),
  );
  const passedOn = staticExports
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      entry.moduleRequest ? [one(entry.moduleRequest.value, entry.isType, entry.start)] : [],
    );
  const later = dynamicImports.flatMap(({ moduleRequest: { start, end } }) =>
    /^["'].*["']$/.test(text.slice(start, end)) ? [one(text.slice(start + 1, end - 1), false, start)] : [],
  );
  return [...named, ...passedOn, ...later];
}

/** Which of these files each file needs when run. */
export function runGraph(sources: Source[]): Map<string, string[]> {
  return graphOf(sources, ({ type }) => !type);
}

/** Which of these files each file imports, types included. */
export function importGraph(sources: Source[]): Map<string, string[]> {
  return graphOf(sources, () => true);
}

function graphOf(sources: Source[], counts: (one: Import) => boolean): Map<string, string[]> {
  const own = new Set(sources.map(({ path }) => path));
  const targets = (source: Source) => importsOf(source).filter((one) => counts(one) && own.has(one.to));
  return new Map(sources.map((source) => [source.path, targets(source).map(({ to }) => to)]));
}

/** The shortest way from one file to another over the graph, or null. */
export function findWay(graph: Map<string, string[]>, from: string, to: string): string[] | null {
  const ways = [[from]];
  const seen = new Set([from]);
  for (const way of ways) {
    const last = way.at(-1) ?? from;
    if (last === to) return way;
    const next = (graph.get(last) ?? []).filter((path) => !seen.has(path));
    for (const path of next) seen.add(path);
    ways.push(...next.map((path) => [...way, path]));
  }
  return null;
}

/** Every cycle of the graph, once, as the files along it. */
export function findCycles(graph: Map<string, string[]>): string[][] {
  const cycles = [...graph.keys()].flatMap((path) => {
    const ways = (graph.get(path) ?? []).map((next) => findWay(graph, next, path));
    return ways.flatMap((way) => (way ? [way] : []));
  });
  return [...new Map(cycles.map((cycle) => [[...cycle].sort().join(" "), cycle])).values()];
}

function resolveImport(from: string, specifier: string): string {
  if (!/^(@\/|\.\.?\/)/.test(specifier)) return specifier;
  const path = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(from), specifier);
  const found = ["", ".ts", ".tsx", ".mjs", "/index.ts"].map((end) => path + end).find(isFile);
  return found ?? path;
}

function isFile(path: string): boolean {
  return /\.\w+$/.test(path) && existsSync(path);
}
