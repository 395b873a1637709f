import { lineAt, nodesOf, type Source } from "./sources";

const oneClick = "mail providers post without cookies, for many readers from one address (RFC 8058)";

/** Routes with state-changing methods that do not use apiRoute, each with the reason. */
const exemptRoutes: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "next-auth's own handler, with its own CSRF token",
  "app/subscriptions/one-click/route.ts": oneClick,
  "app/mail/one-click/route.ts": oneClick,
  "app/oai/route.ts": "OAI-PMH requests come by POST, too, and change nothing",
};

type Value = { name: string; start: number; calls: Set<string> };

/** Exported actions that do not go through formAction, and files of actions without "use server". */
export function unwrappedActions(source: Source): string[] {
  const unmarked = source.text.startsWith('"use server";') ? [] : [`${source.path}:1 has no "use server"`];
  return [...unmarked, ...notWrappedBy(source, "formAction")];
}

/** Handlers of state-changing methods that do not go through apiRoute. */
export function unwrappedRoutes(source: Source): string[] {
  if (exemptRoutes[source.path]) return [];
  return notWrappedBy(source, "apiRoute").filter((line) => / (POST|PUT|PATCH|DELETE) /.test(line));
}

function notWrappedBy(source: Source, wrapper: string): string[] {
  const values = valuesOf(source);
  const exported = exportedNames(source);
  const wrapped = new Set(values.filter(({ calls }) => calls.has(wrapper)).map(({ name }) => name));
  // A function may call a wrapped action of the same file, for example to turn its answer into a redirect.
  const isWrapped = ({ name, calls }: Value) =>
    wrapped.has(name) || [...calls].some((call) => wrapped.has(call));
  return values
    .filter((value) => exported.has(value.name) && !isWrapped(value))
    .map(
      ({ name, start }) =>
        `${source.path}:${lineAt(source.text, start)} ${name} does not go through ${wrapper}`,
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
