import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lineAt, type Source } from "./sources";

/** One import: `to` is a path in the project, or the name of a package. `type` is true for a type import. */
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
  const reExports = staticExports
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      entry.moduleRequest ? [one(entry.moduleRequest.value, entry.isType, entry.start)] : [],
    );
  const dynamic = dynamicImports.flatMap(({ moduleRequest: { start, end } }) =>
    /^["'].*["']$/.test(text.slice(start, end)) ? [one(text.slice(start + 1, end - 1), false, start)] : [],
  );
  return [...named, ...reExports, ...dynamic];
}

/** For each file, which of these files it imports at run time. */
export function runGraph(sources: Source[]): Map<string, string[]> {
  return graphOf(sources, ({ type }) => !type);
}

/** For each file, which of these files it imports, types included. */
export function importGraph(sources: Source[]): Map<string, string[]> {
  return graphOf(sources, () => true);
}

function graphOf(sources: Source[], counts: (one: Import) => boolean): Map<string, string[]> {
  const own = new Set(sources.map(({ path }) => path));
  const targets = (source: Source) => importsOf(source).filter((one) => counts(one) && own.has(one.to));
  return new Map(sources.map((source) => [source.path, targets(source).map(({ to }) => to)]));
}

/** The shortest path from one file to another in the graph, or null. */
export function findPath(graph: Map<string, string[]>, from: string, to: string): string[] | null {
  const paths = [[from]];
  const seen = new Set([from]);
  for (const path of paths) {
    const last = path.at(-1) ?? from;
    if (last === to) return path;
    const next = (graph.get(last) ?? []).filter((file) => !seen.has(file));
    for (const file of next) seen.add(file);
    paths.push(...next.map((file) => [...path, file]));
  }
  return null;
}

/** Every cycle of the graph once, as a list of its files. */
export function findCycles(graph: Map<string, string[]>): string[][] {
  const cycles = [...graph.keys()].flatMap((path) => {
    const back = (graph.get(path) ?? []).map((next) => findPath(graph, next, path));
    return back.flatMap((cycle) => (cycle ? [cycle] : []));
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
