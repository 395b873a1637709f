import { lineAt, nodesOf, type Source } from "./sources";

const oneClick = "mail programs post from anywhere, many readers from one machine (RFC 8058)";

/** Addresses that change things without apiRoute, each with the reason. */
const ownRoutes: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "next-auth's own handler, with its own CSRF token",
  "app/subscriptions/one-click/route.ts": oneClick,
  "app/mail/one-click/route.ts": oneClick,
  "app/oai/route.ts": "OAI-PMH requests come by POST, too, and change nothing",
};

type Value = { name: string; start: number; calls: Set<string> };

/** Exported actions that do not go through formAction, and files of actions without "use server". */
export function unwrappedActions(source: Source): string[] {
  const unmarked = source.text.startsWith('"use server";') ? [] : [`${source.path}:1 has no "use server"`];
  return [...unmarked, ...notMadeBy(source, "formAction")];
}

/** Handlers of state-changing methods that do not go through apiRoute. */
export function unwrappedRoutes(source: Source): string[] {
  if (ownRoutes[source.path]) return [];
  return notMadeBy(source, "apiRoute").filter((line) => / (POST|PUT|PATCH|DELETE) /.test(line));
}

function notMadeBy(source: Source, wrapper: string): string[] {
  const values = valuesOf(source);
  const exported = exportedNames(source);
  const wrapped = new Set(values.filter(({ calls }) => calls.has(wrapper)).map(({ name }) => name));
  // A function may call an action of the same file and turn its answer into a redirect.
  const isMade = ({ name, calls }: Value) =>
    wrapped.has(name) || [...calls].some((call) => wrapped.has(call));
  return values
    .filter((value) => exported.has(value.name) && !isMade(value))
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
