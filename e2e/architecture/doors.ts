import { nodesOf } from "./nodes";
import { lineAt, type Source } from "./sources";

const oneClick = "mail programs post from anywhere, many readers from one machine (RFC 8058)";

/** Addresses that change things without apiRoute, each with the reason. */
const ownDoors: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "next-auth's own handler, with its own CSRF token",
  "app/subscriptions/one-click/route.ts": oneClick,
  "app/mail/one-click/route.ts": oneClick,
  "app/oai/route.ts": "OAI-PMH asks by POST, too, and changes nothing",
};

type Value = { name: string; start: number; calls: Set<string> };

/** Exported actions that do not go through formAction, and files of actions that are not on the server. */
export function openActions(source: Source): string[] {
  const unmarked = source.text.startsWith('"use server";') ? [] : [`${source.path}:1 has no "use server"`];
  return [...unmarked, ...notThrough(source, "formAction")];
}

/** Handlers of state-changing methods that do not go through apiRoute. */
export function openRoutes(source: Source): string[] {
  if (ownDoors[source.path]) return [];
  return notThrough(source, "apiRoute").filter((line) => / (POST|PUT|PATCH|DELETE) /.test(line));
}

function notThrough(source: Source, wrapper: string): string[] {
  const values = valuesOf(source);
  const exported = exportedNames(source);
  const wrapped = new Set(values.filter(({ calls }) => calls.has(wrapper)).map(({ name }) => name));
  // A function may stand around an action of the same file, to turn its answer into a redirect.
  const through = ({ name, calls }: Value) =>
    wrapped.has(name) || [...calls].some((call) => wrapped.has(call));
  return values
    .filter((value) => exported.has(value.name) && !through(value))
    .map(
      ({ name, start }) => `${source.path}:${lineAt(source.text, start)} ${name} is not made by ${wrapper}`,
    );
}

/** The functions and constants of a file, with the names they call. */
function valuesOf(source: Source): Value[] {
  const declared = [
    ...nodesOf(source, "FunctionDeclaration").map((node) => ({ name: node.id, node })),
    ...nodesOf(source, "VariableDeclarator").map((node) => ({ name: node.id, node })),
  ];
  const calls = nodesOf(source, "CallExpression");
  return declared.map(({ name, node: { start, end } }) => ({
    name: name ? source.text.slice(name.start, name.end) : "default",
    start,
    calls: new Set(
      calls
        .filter((call) => call.start >= start && call.end <= end && call.callee.type === "Identifier")
        .map(({ callee }) => source.text.slice(callee.start, callee.end)),
    ),
  }));
}

function exportedNames({ syntax }: Source): Set<string> {
  const entries = syntax.module.staticExports.flatMap((one) => one.entries);
  return new Set(
    entries.flatMap(({ isType, localName }) => (isType || !localName.name ? [] : [localName.name])),
  );
}
