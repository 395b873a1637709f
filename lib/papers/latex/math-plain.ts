import { LRUCache } from "lru-cache";
import { mathSign } from "./math-signs";
import { formulaBudget, mathLimits } from "./math-source";
import { join, type Kind, type Piece, thin } from "./math-spacing";
import { type MathNode, nodesOf, parseMath, placeOf, stringOf, unknownCommand } from "./math-tree";
import { blackboard, isSimple, overlined, scripted, struck, underlined, wrapped } from "./plain-signs";

// Formulas recur in titles, lists and searches. The size is in characters.
const known = new LRUCache<string, string>({
  maxSize: 4_000_000,
  sizeCalculation: (plain, tex) => plain.length + tex.length + 1,
});

/**
 * A formula's TeX as one line of Unicode, made from KaTeX's parse tree: `\frac{a+b}{c}` becomes (a+b)/c, `\alpha^2` α².
 * Commands that KaTeX does not know stay as they were typed. Linear in the length of the formula.
 */
export function readableMath(tex: string): string {
  if (tex.length > mathLimits.formulaLength) return bySigns(tex);
  if (/^[\p{L}\p{N}]*$/u.test(tex)) return tex;
  const made = known.get(tex);
  if (made !== undefined) return made;
  const tree = parseMath(tex);
  const plain = tree
    ? new PlainMath(tree.source).write(tree.nodes).trim().replace(/\s+/g, " ")
    : bySigns(tex);
  known.set(tex, plain);
  return plain;
}

/** The same for the formulas of one text, of which those beyond `mathLimits` are read sign by sign. */
export function readableFormulas(): (tex: string) => string {
  const isWithin = formulaBudget();
  return (tex) => (isWithin(tex) ? readableMath(tex) : bySigns(tex));
}

/** The same of a formula that KaTeX cannot read: signs become characters, the rest stays as it was typed. */
function bySigns(tex: string): string {
  return tex
    .replace(/\\([A-Za-z]+|[{}$%&#_])/g, (whole, name: string) =>
      /^[A-Za-z]/.test(name) ? (mathSign(whole) ?? whole) : name,
    )
    .replace(/\s+/g, " ")
    .trim();
}

/** Writes the nodes of one formula as text. */
class PlainMath {
  constructor(private readonly source: string) {}

  write(nodes: MathNode[]): string {
    const pieces: Piece[] = [];
    let isArgument = false;
    nodes.forEach((node, i) => {
      const before = nodes[i - 1];
      const isAfterCommand = before !== undefined && unknownCommand(before) !== null;
      isArgument = isAfterCommand || (isArgument && before?.type === "ordgroup");
      const text = this.textOf(isArgument ? withBraces(node) : node);
      // The name of an unknown command ends before a letter.
      const isApart = /^[A-Za-z]/.test(text) || (/^\d/.test(text) && this.isApart(node));
      const shown = node.type === "underline" && !isLetter(nodes[i + 1]) ? underlined(text) : text;
      if (text) pieces.push(this.pieceOf(node, isAfterCommand && isApart ? ` ${text}` : shown));
    });
    return join(pieces);
  }

  /** Whether white space was typed before a node. */
  private isApart(node: MathNode): boolean {
    const place = placeOf(node, this.source);
    return place !== null && /\s$/.test(this.source.slice(0, place.start));
  }

  private pieceOf(node: MathNode, text: string): Piece {
    const kind = kindOf(node);
    const place = placeOf(node, this.source);
    // KaTeX's own macros, such as that of \ne, have no place.
    if (!place) return { text, kind, spaceBefore: kind === "relation", spaceAfter: kind === "relation" };
    const end = place.start + this.source.slice(place.start, place.end).trimEnd().length;
    const negation = /\\not\s*$/.exec(this.source.slice(Math.max(0, place.start - 8), place.start));
    const start = place.start - (negation?.[0].length ?? 0);
    return { text, kind, spaceBefore: this.isSpaced(start), spaceAfter: this.isSpaced(end) };
  }

  /** Whether a space was typed at an index, before or after it, that is more than the end of a command's name. */
  private isSpaced(at: number): boolean {
    const [space = ""] = /^\s*/.exec(this.source.slice(at, at + 10)) ?? [];
    const before = this.source.slice(Math.max(0, at - 30), at + space.length);
    // The space after a command's name, or after a length, only ends it.
    return /\s$/.test(before) && !/\\(?:[A-Za-z]+|m?(?:kern|skip)\s*-?[\d.]+\s*[a-z]{2})\s+$/.test(before);
  }

  private textOf(node: MathNode): string {
    const write = writers[node.type];
    return write
      ? write(node, (field) => this.write(nodesOf(field)))
      : this.write(nodesOf(node.body ?? node.base));
  }
}

/** The arguments of an unknown command keep their braces, as they were typed. */
function withBraces(node: MathNode): MathNode {
  if (node.type === "ordgroup") return { type: "typed", body: node };
  const [base] = nodesOf(node.base);
  return node.type === "supsub" && base ? { ...node, base: withBraces(base) } : node;
}

function isLetter(node: MathNode | undefined): boolean {
  return node?.type === "mathord" || node?.type === "textord";
}

function kindOf(node: MathNode): Kind {
  if (node.type === "spacing" || node.type === "kern" || node.type === "cr" || node.type === "mathchoice")
    return "space";
  if (node.type === "operatorname") return "function";
  if (node.type === "genfrac") return "fraction";
  if (node.type === "op") return node.symbol === true ? "sum" : "function";
  if (node.type === "supsub") return nodesOf(node.base).map(kindOf)[0] ?? "word";
  if (node.type === "htmlmathml" || node.type === "mclass") {
    const [inner] = nodesOf(node.mathml ?? node.body);
    if (stringOf(inner?.text) === "\u0338") return "not";
    return node.mclass === "mrel" || node.mclass === "mbin" || inner?.mclass === "mrel" ? "relation" : "word";
  }
  if (node.type === "xArrow") return "relation";
  if (node.type !== "atom") return "word";
  const family = stringOf(node.family);
  return family === "rel" || family === "bin" ? "relation" : family === "punct" ? "punctuation" : "word";
}

type Inner = (field: unknown) => string;

const writers: Record<string, (node: MathNode, inner: Inner) => string> = {
  mathord: signText,
  textord: signText,
  atom: signText,
  op: (node, inner) => (node.body ? inner(node.body) : operatorText(node)),
  color: (node, inner) => unknownCommand(node) ?? inner(node.body),
  font: (node, inner) => (node.font === "mathbb" ? blackboard(inner(node.body)) : inner(node.body)),
  supsub: writeScripts,
  genfrac: writeFraction,
  sqrt: (node, inner) => {
    const root = node.index ? scripted(inner(node.index), "^").replace(/^\^/, "") : "";
    const body = inner(node.body).trim();
    return `${root}√${isSimple(body) && !/^[^\W\d]{2}/.test(body) ? body : wrapped(body)}`;
  },
  accent: (node, inner) => overlined(stringOf(node.label), inner(node.base)),
  accentUnder: (node, inner) => overlined(stringOf(node.label), inner(node.base)),
  overline: (node, inner) => overlined("\\overline", inner(node.body)),
  leftright: (node, inner) => delimiter(node.left) + inner(node.body) + delimiter(node.right),
  middle: (node) => delimiter(node.delim),
  delimsizing: (node) => delimiter(node.delim),
  htmlmathml: (node, inner) => inner(node.mathml),
  mathchoice: (node, inner) => inner(node.text) || " ",
  horizBrace: (node, inner) => inner(node.base),
  xArrow: (node, inner) => {
    const [over, under] = [inner(node.body), inner(node.below)];
    const arrow = mathSign(stringOf(node.label).replace(/^\\+(?:x|cd)/, "\\")) ?? "→";
    return arrow + (under && scripted(under, "_")) + (over && scripted(over, "^"));
  },
  array: writeArray,
  spacing: (node) =>
    stringOf(node.text) === "\\nobreak" || stringOf(node.text) === "\\allowbreak" ? "" : " ",
  kern: writeKern,
  cr: () => " ",
  phantom: () => "",
  internal: () => "",
  rule: () => "",
  vphantom: () => "",
  enclose: (node, inner) => struck(stringOf(node.label), inner(node.body)),
  verb: (node) => stringOf(node.body),
  typed: (node, inner) => `{${inner(node.body)}}`,
  raw: (node) => stringOf(node.string),
  tag: (node, inner) => `${inner(node.body)} (${inner(node.tag)})`,
};

function writeKern(node: MathNode): string {
  const { dimension } = node;
  if (typeof dimension !== "object" || dimension === null || !("number" in dimension)) return "";
  const width = Number(dimension.number);
  const isNarrow = width < 4 && "unit" in dimension && /^(?:mu|pt|sp)$/.test(String(dimension.unit));
  return width <= 0 ? "" : isNarrow ? thin : " ";
}

function operatorText(node: MathNode): string {
  const name = stringOf(node.name);
  if (node.symbol === true) return mathSign(name) ?? name;
  return name.slice(1).replace(/^lim(?=sup|inf)/, "lim ");
}

function signText(node: MathNode): string {
  const text = stringOf(node.text);
  if (text === "\\prime") return "′";
  const ligature = node.mode === "text" ? ligatures.get(text) : undefined;
  if (ligature) return ligature;
  return text.startsWith("\\") ? (mathSign(text) ?? text.slice(1)) : text;
}

const ligatures = new Map([
  ["--", "–"],
  ["---", "—"],
  ["``", "“"],
  ["''", "”"],
  ["`", "‘"],
]);

function writeScripts(node: MathNode, inner: Inner): string {
  const [only] = nodesOf(node.base);
  const base = inner(node.base);
  const isGroup = /^(?:ordgroup|genfrac|sqrt|horizBrace)$/.test(only?.type ?? "");
  const low = node.sub ? scripted(inner(node.sub), "_") : "";
  // The primes before an exponent: f'^2.
  const [, primes = "", exponent = ""] = /^(′*)(.*)$/su.exec(node.sup ? inner(node.sup) : "") ?? [];
  const high = primes + (exponent && scripted(exponent, "^"));
  const isOne = isSimple(base) && only?.type !== "sqrt";
  return (isGroup && base && !isOne ? wrapped(base) : base) + low + high;
}

function writeFraction(node: MathNode, inner: Inner): string {
  const over = inner(node.numer).trim();
  const under = inner(node.denom).trim();
  if (node.hasBarLine === false) {
    const [left, right] =
      node.leftDelim === "\\{" ? ["{", "}"] : node.leftDelim === "[" ? ["[", "]"] : ["(", ")"];
    return `${node.leftDelim === "(" ? "C" : ""}${left}${over}, ${under}${right}`;
  }
  const isProduct = !/[\s+\-=<>±/,]/.test(over.replace(/\([^()]*\)/g, ""));
  return `${isProduct || isSimple(over) ? over : wrapped(over)}/${isSimple(under) ? under : wrapped(under)}`;
}

/** A cell that is only a sign, and the sign at the beginning of one: `a &= b`, `a &=& b`. */
const sign = /^(?:[=<>≤≥≪≫≡≈∼≃≅∝→⇒⇔↦⊂⊆∈]|:=)$/;
const first = /^(?:[=<>≤≥≡≈∼→⊂⊆∈]|:=)(?=[^\s=])/;

function writeArray(node: MathNode, inner: Inner): string {
  const rows = Array.isArray(node.body) ? node.body : [];
  const isAligned = typeof node.colSeparationType === "string" && node.colSeparationType !== "small";
  const texts = rows.map((row) =>
    nodesOf(row)
      .map((cell) => inner(cell).trim())
      .filter(Boolean),
  );
  return texts
    .filter((cells) => cells.length > 0)
    .map((cells) =>
      isAligned || cells.some((cell) => sign.test(cell))
        ? cells.map((cell, i) => (i > 0 ? cell.replace(first, "$& ") : cell)).join(" ")
        : cells.map(withoutComma).join(", "),
    )
    .map((row, i, all) => (i < all.length - 1 ? withoutComma(row) : row))
    .join("; ");
}

/** Cells and rows are told apart by signs of ours. */
function withoutComma(text: string): string {
  return text.replace(/[,;]\s*$/, "");
}

function delimiter(field: unknown): string {
  const sign = stringOf(field);
  if (sign === ".") return "";
  return sign.startsWith("\\") ? (mathSign(sign) ?? sign.slice(1)) : sign;
}
