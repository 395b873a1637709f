import { findPath, importsOf, runGraph } from "./imports";
import type { Source } from "./sources";

/**
 * Pages that import more than one function that reads, one line each: a page asks one function for all that it shows.
 * A function reads if its module reaches the database. Who is looking comes from lib/web, for every page in the same way,
 * and is not counted; neither are functions named `note…`, which only record that the page was opened.
 */
export function pagesWithSeveralReads(sources: Source[]): string[] {
  const graph = runGraph(sources);
  const reads = (path: string) => isDomain(path) && findPath(graph, path, "lib/base/db.ts") !== null;
  return sources
    .filter(({ path }) => isPage(path))
    .flatMap((page) => {
      const values = importedValues(page).filter(({ from, name }) => reads(from) && !name.startsWith("note"));
      const names = values.map(({ name }) => name).join(", ");
      return values.length > 1 ? [`${page.path} imports ${names}`] : [];
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
