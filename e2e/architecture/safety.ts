import { lineAt, nodesOf, type Source } from "./sources";

/** Files that may turn a string into HTML, each with the reason why the string cannot contain HTML from users. */
const htmlFrom: Record<string, string> = {
  "components/ui/math-text.tsx": "KaTeX's own output, rendered with trust off",
  "components/ui/json-ld.tsx": "JSON with every < escaped, in a script element of type application/ld+json",
};

type Finding = { start: number; why: string };

/** Everything in a file that the house rules forbid, one line each. */
export function forbidden(source: Source): string[] {
  const found = [
    ...looseTypes(source),
    ...members(source),
    ...htmlFromStrings(source),
    ...inlineStyles(source),
    ...unguardedConnections(source),
  ];
  return found.map(({ start, why }) => `${source.path}:${lineAt(source.text, start)} ${why}`);
}

function looseTypes(source: Source): Finding[] {
  const switches = source.syntax.comments.filter(({ value }) =>
    /@ts-(ignore|expect-error|nocheck)/.test(value),
  );
  return [
    ...nodesOf(source, "TSAnyKeyword").map(({ start }) => ({ start, why: "any" })),
    ...nodesOf(source, "TSNonNullExpression").map(({ start }) => ({ start, why: "a non-null assertion" })),
    ...switches.map(({ start }) => ({ start, why: "a comment that switches type checks off" })),
  ];
}

function members(source: Source): Finding[] {
  return nodesOf(source, "MemberExpression").flatMap(({ start, end }) => {
    const words = source.text.slice(start, end);
    if (words === "process.env" && !mayReadEnv(source.path))
      return [{ start, why: "process.env outside lib/base/config.ts" }];
    const unsafe = /\.\$(query|execute)RawUnsafe$|^Prisma\.raw$/.test(words);
    return unsafe ? [{ start, why: `${words}: SQL from a string` }] : [];
  });
}

function htmlFromStrings(source: Source): Finding[] {
  if (htmlFrom[source.path]) return [];
  const sets = nodesOf(source, "JSXAttribute").filter(({ name }) => name.name === "dangerouslySetInnerHTML");
  return sets.map(({ start }) => ({ start, why: "HTML from a string" }));
}

function inlineStyles(source: Source): Finding[] {
  // This component is rendered to a picture on the server, so no browser applies its styles.
  if (source.path === "components/papers/paper-image.tsx") return [];
  const sets = nodesOf(source, "JSXAttribute").filter(({ name }) => name.name === "style");
  return sets.map(({ start }) => ({
    start,
    why: "an inline style, which the content security policy forbids",
  }));
}

/** A pool or client on whose `error` event nobody listens ends the process when the database goes away. */
const connectionMakers = ["lib/base/connection.ts", "lib/web/limits/limit-store.ts"];

function unguardedConnections({ path, ...source }: Source): Finding[] {
  if (!path.startsWith("lib/") || path.endsWith(".test.ts") || connectionMakers.includes(path)) return [];
  return nodesOf({ path, ...source }, "NewExpression").flatMap(({ start, end }) =>
    /^new (pg\.)?(Client|Pool)\b/.test(source.text.slice(start, end))
      ? [{ start, why: "a connection outside lib/base/connection.ts, whose loss may end the process" }]
      : [],
  );
}

function mayReadEnv(path: string): boolean {
  return path === "lib/base/config.ts" || path.startsWith("e2e/") || /\.mjs$|\.test\.tsx?$/.test(path);
}
