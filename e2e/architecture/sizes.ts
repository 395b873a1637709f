import { isTest, lineAt, listCode, listSources, nodesOf, type Source } from "./sources";

/** A function with its size. Callbacks have no name. */
export type Unit = { path: string; line: number; name: string | null; lines: number; statements: number };

// The expression that a concise arrow function returns counts as one statement, too.
const statementKinds = [
  "ExpressionStatement",
  "ReturnStatement",
  "ThrowStatement",
  "IfStatement",
  "SwitchStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
  "TryStatement",
  "BreakStatement",
  "ContinueStatement",
  "VariableDeclaration",
  "FunctionDeclaration",
  "ClassDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
] as const;

/** The smallest value that is not exceeded by this share of the list; 0 for an empty list. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Where the statements of a file begin, as offsets in its text. Imports and exports of names do not count. */
export function statementsOf(source: Source): number[] {
  const loopHeads = nodesOf(source, "ForStatement", "ForInStatement", "ForOfStatement").map((loop) =>
    loop.type === "ForStatement" ? loop.init : loop.left,
  );
  const headStarts = new Set(loopHeads.flatMap((head) => (head ? [head.start] : [])));
  const written = nodesOf(source, ...statementKinds).filter(
    ({ type, start }) => type !== "VariableDeclaration" || !headStarts.has(start),
  );
  const concise = nodesOf(source, "ArrowFunctionExpression").filter(({ expression }) => expression);
  return [...written.map(({ start }) => start), ...concise.map(({ body }) => body.start)];
}

/** Every function of a file: declarations, methods, and function expressions, callbacks included. */
export function functionsOf(source: Source): Unit[] {
  const { path, text } = source;
  const names = namesOf(source);
  const statements = statementsOf(source);
  return nodesOf(source, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression").map(
    ({ start, end, body }) => ({
      path,
      line: lineAt(text, start),
      name: names.get(`${start}-${end}`) ?? null,
      lines: lineAt(text, end) - lineAt(text, start) + 1,
      statements: statements.filter((at) => at >= (body?.start ?? end) && at < end).length,
    }),
  );
}

/** Describes the size of the project's code in statements, without the benchmarks. It is advice, not a limit. */
export function sizesReport(): string {
  const code = listCode();
  const tests = listSources(["app", "components", "lib", "prisma", "e2e"]).filter(
    ({ path }) => isTest(path) && !path.startsWith("e2e/bench/"),
  );
  const files = code.map((source) => ({ path: source.path, statements: statementsOf(source).length }));
  const functions = code.flatMap(functionsOf).filter(({ name }) => name);
  const sum = (sources: Source[]) => sources.reduce((all, source) => all + statementsOf(source).length, 0);
  const pages = code.filter(({ path, lines }) => /^app\/.*\/page\.tsx$/.test(path) && lines.length >= 60);
  const largest = (units: { path: string; name?: string | null; statements: number }[]) =>
    [...units]
      .sort((a, b) => b.statements - a.statements)
      .slice(0, 5)
      .map(({ path, name, statements }) => `    ${statements}  ${path}${name ? ` ${name}` : ""}`);
  return [
    `${code.length} files with ${sum(code)} statements, tests with ${sum(tests)}`,
    `files: ${spread(files)}; largest:`,
    ...largest(files),
    `named functions: ${spread(functions)}; largest:`,
    ...largest(functions),
    ...(pages.length ? [`pages of 60 lines or more: ${pages.map(({ path }) => path).join(", ")}`] : []),
  ].join("\n");
}

function spread(units: { statements: number }[]): string {
  const sizes = units.map(({ statements }) => statements);
  return `median ${quantile(sizes, 0.5)}, nine in ten up to ${quantile(sizes, 0.9)} statements`;
}

/** Names of functions, by their start and end in the text. */
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
