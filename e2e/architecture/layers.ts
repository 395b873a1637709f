import { listAreas } from "./areas";
import { findPath, type Import, importsOf, runGraph } from "./imports";
import { isTest, type Source } from "./sources";

const order = listAreas().map(({ name }) => name);

/** Areas that may import Next and React, and that components must not import. */
const outerAreas = ["web", "server", "cli"];

const frameworks = /^(next|next-auth|react|react-dom)(\/|$)/;

/** Imports that break the order of the layers, one line each. */
export function layerBreaks(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => importsOf(source).map((one) => ({ ...one, why: whyNot(one) })))
    .flatMap(({ from, line, to, why }) => (why ? [`${from}:${line} imports ${to}: ${why}`] : []));
}

/** Components that import the database at run time, directly or not. Actions run on the server, so paths end at them. */
export function databaseReaches(sources: Source[]): string[] {
  const graph = runGraph(sources);
  for (const path of graph.keys()) if (isAction(path)) graph.set(path, []);
  return [...graph.keys()].flatMap((path) => {
    const found = path.startsWith("components/") && findPath(graph, path, "lib/base/db.ts");
    return found ? [found.join(" → ")] : [];
  });
}

/** The module a file belongs to: a folder of lib/, or a folder at the top. */
export function moduleOf(path: string): string {
  const [top = "", part = ""] = path.split("/");
  return top === "lib" && path.split("/").length > 2 ? `lib/${part}` : top;
}

function whyNot({ from, to, type }: Import): string | null {
  const layer = from.split("/")[0];
  if (to.startsWith("e2e/")) return "tests are not part of the product";
  if (to.startsWith("lib/cli/")) return "a command is run, not imported";
  if (layer === "components") return whyNotComponent(to, type);
  if (layer === "lib") return whyNotLib(areaOf(from), to);
  if (layer === "app" && (isDatabase(to) || to === "pg") && !type) return "only lib/ touches the database";
  if (layer === "app" && to.startsWith("lib/server/"))
    return "pages do not import the code that starts the hub";
  return null;
}

function whyNotComponent(to: string, type: boolean): string | null {
  if (to.startsWith("app/")) return "a component does not import pages";
  if (type || isAction(to)) return null;
  if (/^lib\/(web|server|worker)\//.test(to)) return "a component is rendered without a request";
  return isDatabase(to) ? "only lib/ touches the database" : null;
}

function whyNotLib(area: string, to: string): string | null {
  if (/^(app|components)\//.test(to)) return "lib/ is below the pages";
  const place = order.indexOf(area);
  if (place < 0) return "this folder of lib/ is not in lib/areas.json";
  if (!outerAreas.includes(area) && frameworks.test(to)) return "domain code imports neither Next nor React";
  if (!to.startsWith("lib/") || to === "lib/areas.json") return null;
  const other = areaOf(to);
  return order.indexOf(other) <= place && order.includes(other) ? null : `${area} comes before ${other}`;
}

function areaOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function isAction(path: string): boolean {
  return path.startsWith("lib/web/actions/");
}

function isDatabase(path: string): boolean {
  return path === "lib/base/db.ts" || path.startsWith("prisma/generated/client");
}
