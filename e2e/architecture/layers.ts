import { findWay, type Import, importsOf, runGraph } from "./imports";
import { isTest, type Source } from "./sources";

/** The nouns of lib/, from the ones that know least. A noun imports only those before it. */
const domains =
  "base people queue mail papers community search feeds follows digests privacy programs worker";
const order = domains.split(" ");

/** Parts of lib/ that every noun may use. */
const free = ["base", "mail", "outgoing"];

const frameworks = /^(next|next-auth|react|react-dom)(\/|$)/;

/** Imports that break the order of the layers, one sentence each. */
export function layerBreaks(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => importsOf(source).map((one) => ({ ...one, why: whyNot(one) })))
    .flatMap(({ from, line, to, why }) => (why ? [`${from}:${line} imports ${to}: ${why}`] : []));
}

/** Components that reach the database when run, by whatever way. Actions run on the server, so the way ends there. */
export function databaseReaches(sources: Source[]): string[] {
  const graph = runGraph(sources);
  for (const path of graph.keys()) if (path.startsWith("lib/web/actions/")) graph.set(path, []);
  return [...graph.keys()].flatMap((path) => {
    const way = path.startsWith("components/") && findWay(graph, path, "lib/base/db.ts");
    return way ? [way.join(" → ")] : [];
  });
}

function whyNot({ from, to, type }: Import): string | null {
  const [layer = "", part = ""] = from.split("/");
  if (to.startsWith("e2e/")) return "tests are not part of the product";
  if (layer === "components") return whyNotComponent(to, type);
  if (layer === "lib") return whyNotLib(name(part), to);
  if (layer === "app" && (isDatabase(to) || to === "pg") && !type) return "only lib/ touches the database";
  return null;
}

function whyNotComponent(to: string, type: boolean): string | null {
  if (to.startsWith("app/")) return to.startsWith("lib/web/actions/") ? null : "a component knows no pages";
  if (type) return null;
  if (/^lib\/(web|server|cli|jobs)\//.test(to)) return "a component is drawn without a request";
  return isDatabase(to) ? "only lib/ touches the database" : null;
}

function whyNotLib(domain: string, to: string): string | null {
  if (/^(app|components)\//.test(to)) return "lib/ is below the pages";
  const place = order.indexOf(domain);
  if (place < 0 && !free.includes(domain)) return null;
  if (frameworks.test(to)) return "a noun of lib/ runs without the web";
  const other = name(/^lib\/([^/]+)/.exec(to)?.[1] ?? "");
  if (!other || other === domain || free.includes(other)) return null;
  return order.indexOf(other) < place && order.includes(other) ? null : `${domain} stands below ${other}`;
}

function name(part: string): string {
  return part.replace(/\.ts$/, "");
}

function isDatabase(path: string): boolean {
  return path === "lib/base/db.ts" || path.startsWith("prisma/generated/client");
}
