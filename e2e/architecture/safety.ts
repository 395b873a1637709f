import { lineAt, nodesOf, type Source } from "./sources";

/** Files in which a string becomes HTML, each with the reason why it cannot hold HTML that a person wrote. */
const htmlFrom: Record<string, string> = {
  "components/ui/math-text.tsx": "KaTeX's own output, made with trust off",
  "components/ui/json-ld.tsx": "JSON with every < escaped, in a script that is data",
};

type Find = { start: number; why: string };

/** Everything in a file that the house rules forbid, one line each. */
export function forbidden(source: Source): string[] {
  const found = [
    ...looseTypes(source),
    ...members(source),
    ...htmlFromStrings(source),
    ...inlineStyles(source),
  ];
  return found.map(({ start, why }) => `${source.path}:${lineAt(source.text, start)} ${why}`);
}

function looseTypes(source: Source): Find[] {
  const switches = source.syntax.comments.filter(({ value }) =>
    /@ts-(ignore|expect-error|nocheck)/.test(value),
  );
  return [
    ...nodesOf(source, "TSAnyKeyword").map(({ start }) => ({ start, why: "any" })),
    ...nodesOf(source, "TSNonNullExpression").map(({ start }) => ({ start, why: "a ! that claims a value" })),
    ...switches.map(({ start }) => ({ start, why: "a comment that switches the types off" })),
  ];
}

function members(source: Source): Find[] {
  return nodesOf(source, "MemberExpression").flatMap(({ start, end }) => {
    const words = source.text.slice(start, end);
    if (words === "process.env" && !mayReadEnv(source.path))
      return [{ start, why: "process.env outside lib/base/config.ts" }];
    const unsafe = /\.\$(query|execute)RawUnsafe$|^Prisma\.raw$/.test(words);
    return unsafe ? [{ start, why: `${words}: SQL from a string` }] : [];
  });
}

function htmlFromStrings(source: Source): Find[] {
  if (htmlFrom[source.path]) return [];
  const sets = nodesOf(source, "JSXAttribute").filter(({ name }) => name.name === "dangerouslySetInnerHTML");
  return sets.map(({ start }) => ({ start, why: "HTML from a string" }));
}

function inlineStyles(source: Source): Find[] {
  // This component is drawn as a picture on the server; no browser reads its styles.
  if (source.path === "components/papers/paper-image.tsx") return [];
  const sets = nodesOf(source, "JSXAttribute").filter(({ name }) => name.name === "style");
  return sets.map(({ start }) => ({ start, why: "a style that the pages' own policy forbids" }));
}

function mayReadEnv(path: string): boolean {
  return path === "lib/base/config.ts" || path.startsWith("e2e/") || /\.mjs$|\.test\.tsx?$/.test(path);
}
