import { findPath, importsOf, runGraph } from "./imports";
import type { Source } from "./sources";

/**
 * Pages that import more than one function that reads, themselves or through other files of app/, one line each: a page
 * asks one function for all that it shows. A function reads if its module reaches the database. Who is looking comes from lib/web, for every page in the same way,
 * and is not counted; neither are functions named `note…`, which only record that the page was opened.
 */
export function pagesWithSeveralReads(sources: Source[]): string[] {
  const graph = runGraph(sources);
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const readsDatabase = (path: string) => isDomain(path) && findPath(graph, path, "lib/base/db.ts") !== null;
  const readsOf = (path: string): string[] => {
    const source = byPath.get(path);
    if (!source) return [];
    return importedValues(source).flatMap(({ from, name }) => {
      if (from.startsWith("app/")) return readsOf(from);
      return readsDatabase(from) && !name.startsWith("note") ? [name] : [];
    });
  };
  return [...byPath.keys()].filter(isPage).flatMap((path) => {
    const names = [...new Set(readsOf(path))];
    return names.length > 1 ? [`${path} imports ${names.join(", ")}`] : [];
  });
}

/** Everything in app/ but the API, whose routes may serve several methods, each by a function of its own. */
function isPage(path: string): boolean {
  return path.startsWith("app/") && !path.startsWith("app/api/");
}

function isDomain(path: string): boolean {
  return path.startsWith("lib/web/pages/") || (path.startsWith("lib/") && !path.startsWith("lib/web/"));
}

/** The names that a file imports to use at run time, each with the file it comes from. */
function importedValues(source: Source): { from: string; name: string }[] {
  const files = importsOf(source);
  return source.syntax.module.staticImports.flatMap(({ entries }, i) => {
    const from = files[i]?.to ?? "";
    return entries.flatMap(({ isType, localName }) => (isType ? [] : [{ from, name: localName.value }]));
  });
}
