import { nodesOf } from "./nodes";
import { lineAt, type Source } from "./sources";

/** A function with its size in lines. Callbacks have no name; `jsx` marks those that draw. */
export type Unit = { path: string; line: number; name: string | null; lines: number; jsx: boolean };

/** Every function of a file: declarations, methods, and function expressions, callbacks included. */
export function functionsOf(source: Source): Unit[] {
  const { path, text } = source;
  const names = namesOf(source);
  const drawn = nodesOf(source, "JSXElement", "JSXFragment");
  return nodesOf(source, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression").map(
    ({ start, end }) => ({
      path,
      line: lineAt(text, start),
      name: names.get(`${start}-${end}`) ?? null,
      lines: lineAt(text, end) - lineAt(text, start) + 1,
      jsx: drawn.some((element) => element.start > start && element.end < end),
    }),
  );
}

/** Names by the place of what they name. */
function namesOf(source: Source): Map<string, string> {
  const pairs = [
    ...nodesOf(source, "FunctionDeclaration").map((node) => ({ name: node.id, value: node })),
    ...nodesOf(source, "MethodDefinition", "Property").map(({ key, value }) => ({ name: key, value })),
    ...nodesOf(source, "VariableDeclarator").map(({ id, init }) => ({ name: id, value: init })),
  ];
  const named = pairs.flatMap(({ name, value }) => (name && value ? [{ name, value }] : []));
  return new Map(
    named.map(({ name, value }) => [`${value.start}-${value.end}`, source.text.slice(name.start, name.end)]),
  );
}
