import { LRUCache } from "lru-cache";
import { mathSign } from "./math-signs";
import { formulaBudget, mathLimits } from "./math-source";
import { type MathNode, nodesOf, parseMath, placeOf, stringOf, unknownCommand } from "./math-tree";
import { blackboard, combining, isSimple, overlined, scripted, wrapped } from "./plain-signs";

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
    ? new PlainMath(tree.source).write(tree.nodes).replace(/\s+/g, " ").trim()
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

type Kind = "space" | "fraction" | "relation" | "punctuation" | "function" | "sum" | "word" | "not";
type Piece = { text: string; kind: Kind; spaceBefore: boolean; spaceAfter: boolean };

/** Writes the nodes of one formula as text. */
class PlainMath {
  constructor(private readonly source: string) {}

  write(nodes: MathNode[]): string {
    const pieces: Piece[] = [];
    nodes.forEach((node, i) => {
      const before = nodes[i - 1];
      const command = before && unknownCommand(before);
      const text = this.textOf(node);
      // The argument of an unknown command keeps its braces, as it was typed.
      const argument =
        command && node.type === "ordgroup"
          ? `{${text}}`
          : command && /^[A-Za-z]/.test(text)
            ? ` ${text}`
            : text;
      if (argument) pieces.push(this.pieceOf(node, argument));
    });
    return join(pieces);
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
    return /\s$/.test(before) && !/\\[A-Za-z]+\s+$/.test(before);
  }

  private textOf(node: MathNode): string {
    const write = writers[node.type];
    return write
      ? write(node, (field) => this.write(nodesOf(field)))
      : this.write(nodesOf(node.body ?? node.base));
  }
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

/** Puts the pieces of a formula together, with the spaces that it needs and those that its writer set round relations. */
function join(pieces: Piece[]): string {
  let text = "";
  let negated = false;
  pieces.forEach((piece, i) => {
    if (piece.kind === "not") {
      negated = true;
      return;
    }
    const before = pieces[negated ? i - 2 : i - 1];
    const gap = before && needsSpace(before, piece, pieces[i + 1], i === 1) ? " " : "";
    // A thin space stands for a space between a number and its unit only.
    if (piece.text === thin)
      text += /[\p{L}\p{N}⁰-⁹₀-₉)]$/u.test(text) && /^\p{L}/u.test(pieces[i + 1]?.text ?? "") ? " " : "";
    else text += gap + (negated ? combining(piece.text, "\u0338") : piece.text);
    negated = false;
  });
  return text;
}

function needsSpace(before: Piece, piece: Piece, after: Piece | undefined, isFirst: boolean): boolean {
  if (before.kind === "space" || piece.kind === "space") return false;
  const between = before.spaceAfter || piece.spaceBefore;
  if (piece.kind === "relation" && piece.text !== ":")
    return between || (piece.spaceAfter && after !== undefined);
  // "≲ 10", but "-1"
  if (before.kind === "relation" && isFirst && /^[\p{L}\p{N}.]/u.test(piece.text))
    return between || /[^\0-\x7f]/.test(before.text);
  if (before.kind === "relation") return between || (before.spaceBefore && before.text !== ":");
  const startsWord = /^[\p{L}\p{N}√∞]/u.test(piece.text);
  if (before.kind === "function" || (before.kind === "sum" && before.text.length > 1)) return startsWord;
  if (piece.kind === "function" && (before.kind === "fraction" || /\p{L}$/u.test(before.text))) return true;
  if (before.kind === "punctuation") return between;
  // "1/2x" would be another number than (1/2)x.
  if ((before.kind === "fraction" || piece.kind === "fraction") && piece.kind !== "function") {
    if (startsWord && /[\p{L}\p{N})]$/u.test(before.text)) return true;
    if (before.kind === "fraction" && piece.text.startsWith("(")) return true;
  }
  return piece.spaceBefore && !/[([{]$/.test(before.text) && !/^[)\]},;]/.test(piece.text);
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
    const body = inner(node.body);
    return `${root}√${isSimple(body) ? body : wrapped(body)}`;
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
    const label = inner(node.body);
    return (mathSign(stringOf(node.label).replace("\\x", "\\")) ?? "→") + (label && scripted(label, "^"));
  },
  array: writeArray,
  spacing: (node) =>
    stringOf(node.text) === "\\nobreak" || stringOf(node.text) === "\\allowbreak" ? "" : " ",
  kern: writeKern,
  cr: () => " ",
  phantom: () => "",
  internal: () => "",
  rule: () => "",
  verb: (node) => stringOf(node.body),
  raw: (node) => stringOf(node.string),
  tag: (node, inner) => `${inner(node.body)} (${inner(node.tag)})`,
};

const thin = "\u2009";

function writeKern(node: MathNode): string {
  const { dimension } = node;
  const width =
    typeof dimension === "object" && dimension !== null && "number" in dimension
      ? Number(dimension.number)
      : 0;
  return width <= 0 ? "" : width < 4 ? thin : " ";
}

function operatorText(node: MathNode): string {
  const name = stringOf(node.name);
  if (node.symbol === true) return mathSign(name) ?? name;
  return name.slice(1).replace(/^lim(?=sup|inf)/, "lim ");
}

function signText(node: MathNode): string {
  const text = stringOf(node.text);
  if (text === "\\prime") return "′";
  return text.startsWith("\\") ? (mathSign(text) ?? text.slice(1)) : text;
}

function writeScripts(node: MathNode, inner: Inner): string {
  const [only] = nodesOf(node.base);
  const base = inner(node.base);
  const isGroup = only?.type === "ordgroup" || only?.type === "genfrac" || only?.type === "sqrt";
  const low = node.sub ? scripted(inner(node.sub), "_") : "";
  const high = node.sup ? scripted(inner(node.sup), "^") : "";
  return (isGroup && base && !isSimple(base) && high ? wrapped(base) : base) + low + high;
}

function writeFraction(node: MathNode, inner: Inner): string {
  const over = inner(node.numer);
  const under = inner(node.denom);
  if (node.hasBarLine === false) return `${node.leftDelim === "(" ? "C" : ""}(${over}, ${under})`;
  const isProduct = !/[\s+\-=<>±/,]/.test(over.replace(/\([^()]*\)/g, ""));
  return `${isProduct || isSimple(over) ? over : wrapped(over)}/${isSimple(under) ? under : wrapped(under)}`;
}

function writeArray(node: MathNode, inner: Inner): string {
  const rows = Array.isArray(node.body) ? node.body : [];
  const isAligned = typeof node.colSeparationType === "string";
  const texts = rows.map((row) =>
    nodesOf(row)
      .map((cell) => inner(cell).trim())
      .filter(Boolean),
  );
  return texts
    .filter((cells) => cells.length > 0)
    .map((cells) => (isAligned ? cells.join(" ") : cells.map(withoutComma).join(", ")))
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
