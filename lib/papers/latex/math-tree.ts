import katex from "katex";
import { forKatex, katexSettings } from "./math-source";

/** A node of KaTeX's parse tree; the other fields depend on its type. */
export type MathNode = { type: string; [field: string]: unknown };

const errorColor = "#unread";

/**
 * KaTeX's parse tree of a formula, in which an unknown command is a node that `unknownCommand` tells; null when KaTeX
 * cannot read the formula.
 * @returns the source as it was read, to which the places of the nodes refer, and the nodes
 */
export function parseMath(tex: string): { source: string; nodes: MathNode[] } | null {
  const source = forKatex(tex);
  const parse: unknown = Reflect.get(katex, "__parse");
  if (typeof parse !== "function") return null;
  try {
    const nodes: unknown = parse(source, {
      ...katexSettings,
      displayMode: true,
      throwOnError: false,
      errorColor,
    });
    return { source, nodes: nodesOf(nodes) };
  } catch {
    return null;
  }
}

/** The nodes in a field that holds one, a list, or none. */
export function nodesOf(field: unknown): MathNode[] {
  if (Array.isArray(field)) return field.flatMap(nodesOf);
  return isNode(field) ? [field] : [];
}

/** The string in a field; empty for anything else. */
export function stringOf(field: unknown): string {
  return typeof field === "string" ? field : "";
}

/** The command for which this node stands because KaTeX does not know it; null for other nodes. */
export function unknownCommand(node: MathNode): string | null {
  if (node.type !== "color" || node.color !== errorColor) return null;
  const letters = nodesOf(nodesOf(node.body)[0]?.body);
  return letters.map((letter) => stringOf(letter.text)).join("");
}

/** Where a node stands in the source, with its command; null for those that come from KaTeX's own macros. */
export function placeOf(node: MathNode, source: string): { start: number; end: number } | null {
  const { loc } = node;
  if (loc) return isPlace(loc) && loc.lexer.input === source ? { start: loc.start, end: loc.end } : null;
  const parts = [node.base, node.sub, node.sup, node.numer, node.denom, node.body].flatMap(nodesOf);
  const places = parts.flatMap((part) => placeOf(part, source) ?? []);
  const [first] = places;
  if (!first) return null;
  const end = Math.max(...places.map((place) => place.end));
  const before = source.slice(Math.max(0, first.start - 40), first.start);
  const command =
    /(?:\\[A-Za-z]+(?:\[[^\]]*\])?\s?\{|\{)*(?:\\[A-Za-z]+(?:\[[^\]]*\])?\s?)?$/.exec(before)?.[0] ?? "";
  const closing = /^\}*/.exec(source.slice(end, end + 20))?.[0] ?? "";
  return { start: first.start - command.trimStart().length, end: end + closing.length };
}

function isNode(value: unknown): value is MathNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

type Place = { start: number; end: number; lexer: { input: string } };

function isPlace(value: unknown): value is Place {
  return (
    typeof value === "object" && value !== null && "lexer" in value && "start" in value && "end" in value
  );
}
