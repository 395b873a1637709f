import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, type ParseResult, parseSync, visitorKeys } from "oxc-parser";

/** A parsed file: its path in the project, text, lines and syntax tree. */
export type Source = { path: string; text: string; lines: string[]; syntax: ParseResult };

// Extract would miss nodes whose type is a union, such as the four kinds of function.
type NodeOf<T, N extends Node = Node> = N extends Node ? (T extends N["type"] ? N : never) : never;

/** Folders with hand-written code. */
export const codeFolders = ["app", "components", "lib", "prisma"];

const skipped = new Set(["prisma/generated", "prisma/migrations", "e2e/results"]);
const sourcesByPath = new Map<string, Source>();
const nodesBySource = new WeakMap<Source, Node[]>();

/** Every ts, tsx and mjs file under these folders of the project, parsed once. */
export function listSources(folders: string[]): Source[] {
  return folders.flatMap(pathsUnder).map(readSource);
}

/** Whether a file holds tests, or code that only tests use. */
export function isTest(path: string): boolean {
  return path.startsWith("e2e/") || /\.test\.tsx?$/.test(path);
}

/** The product's own code, without tests and generated files. */
export function listCode(): Source[] {
  return listSources(codeFolders).filter(({ path }) => !isTest(path));
}

/** Parses a text as if it were the file at this path. @throws Error when the text is not valid TypeScript */
export function parseSource(path: string, text: string): Source {
  const syntax = parseSync(path, text);
  if (syntax.errors.length) throw new Error(`${path} cannot be parsed: ${syntax.errors[0]?.message}`);
  return { path, text, lines: text.replace(/\n$/, "").split("\n"), syntax };
}

/** Line number, from 1, of an offset in a text. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Every node of these kinds in a file's syntax tree, in the order of the text. */
export function nodesOf<T extends Node["type"]>(source: Source, ...types: T[]): NodeOf<T>[] {
  const nodes = nodesBySource.get(source) ?? allNodes(source.syntax.program);
  nodesBySource.set(source, nodes);
  const wanted = new Set<string>(types);
  return nodes.filter((node): node is Node & NodeOf<T> => wanted.has(node.type));
}

function pathsUnder(folder: string): string[] {
  if (skipped.has(folder) || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsUnder(path);
    return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
  });
}

function readSource(path: string): Source {
  const known = sourcesByPath.get(path);
  if (known) return known;
  const source = parseSource(path, readFileSync(path, "utf8"));
  sourcesByPath.set(path, source);
  return source;
}

function allNodes(root: Node): Node[] {
  const nodes: Node[] = [];
  const visit = (node: Node) => {
    nodes.push(node);
    for (const key of visitorKeys[node.type] ?? []) {
      const child: unknown = Reflect.get(node, key);
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one);
    }
  };
  visit(root);
  return nodes;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
