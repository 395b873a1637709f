import type { Node } from "@oxc-project/types";
import type { Source } from "./sources";

// Not Extract: one shape of node serves several kinds, such as the four kinds of function.
type NodeOf<T, N extends Node = Node> = N extends Node ? (T extends N["type"] ? N : never) : never;

const kept = new WeakMap<Source, Node[]>();

/** Every node of these kinds in a file's syntax tree, in the order of the text. */
export function nodesOf<T extends Node["type"]>(source: Source, ...types: T[]): NodeOf<T>[] {
  const nodes = kept.get(source) ?? allNodes(source.syntax.program);
  kept.set(source, nodes);
  const wanted = new Set<string>(types);
  return nodes.filter((node): node is Node & NodeOf<T> => wanted.has(node.type));
}

function allNodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(allNodes);
  if (value === null || typeof value !== "object") return [];
  const below = Object.values(value).flatMap(allNodes);
  return isNode(value) ? [value, ...below] : below;
}

function isNode(value: object): value is Node {
  return "type" in value && typeof value.type === "string" && "start" in value;
}
