import { combining } from "./plain-signs";

/** What a piece of a formula is to those beside it. */
export type Kind = "space" | "fraction" | "relation" | "punctuation" | "function" | "sum" | "word" | "not";
/** The text of a node, and whether spaces were typed round it. */
export type Piece = { text: string; kind: Kind; spaceBefore: boolean; spaceAfter: boolean };

/** Stands for a space that may be too narrow to be one. */
export const thin = "\u2009";

/** Puts the pieces of a formula together, with the spaces that it needs and those that its writer set round relations. */
export function join(pieces: Piece[]): string {
  let text = "";
  let negated = false;
  pieces.forEach((piece, i) => {
    if (piece.kind === "not" || (negated && piece.kind === "space")) {
      negated = true;
      return;
    }
    const before = pieces[negated ? i - 2 : i - 1];
    const gap = before && needsSpace(before, piece, pieces[i + 1], i === 1) ? " " : "";
    text += gap + (negated ? combining(piece.text, "\u0338") : piece.text);
    negated = false;
  });
  return spaced(text);
}

/** A thin space between two signs stands for a space only between a number or word and its unit. */
function spaced(text: string): string {
  return text.replace(/(?<=(.))\u2009+(?=(.))/gu, (_, before: string, after: string) =>
    /[\p{L}\p{N}\p{M}⁺⁻)\]%°′″⊙⊕]/u.test(before) && /\p{L}/u.test(after) ? " " : "",
  );
}

function needsSpace(before: Piece, piece: Piece, after: Piece | undefined, isFirst: boolean): boolean {
  if (before.kind === "space" || piece.kind === "space") return false;
  if (endsAtLetter(before, piece, after)) return true;
  const between = before.spaceAfter || piece.spaceBefore;
  if (before.kind === "relation" && piece.kind === "relation" && /^[:=]$/.test(before.text)) return between;
  if (piece.kind === "relation" && piece.text !== ":")
    return between || (piece.spaceAfter && after !== undefined);
  // "≲ 10", but "-1"
  if (before.kind === "relation" && isFirst && /^[\p{L}\p{N}.]/u.test(piece.text))
    return between || /[^\0-\x7f±∓]/.test(before.text);
  if (before.kind === "relation") return between || (before.spaceBefore && before.text !== ":");
  const startsWord = /^[\p{L}\p{N}√∞]/u.test(piece.text);
  if (before.kind === "function" || (before.kind === "sum" && before.text.length > 1)) return startsWord;
  if (piece.kind === "function" && /[\p{L}\p{M}\p{N}⁺⁻)\]}⟩⌋⌉!′]$/u.test(before.text)) return true;
  if (before.kind === "punctuation") return between;
  // "1/2x" would be another number than (1/2)x.
  if ((before.kind === "fraction" || piece.kind === "fraction") && piece.kind !== "function") {
    if (startsWord && /[\p{L}\p{N})]$/u.test(before.text)) return true;
    if (before.kind === "fraction" && piece.text.startsWith("(")) return true;
  }
  return piece.spaceBefore && !/[([{⟨⌊⌈]$/.test(before.text) && !/^[)\]},;⟩⌋⌉]/.test(piece.text);
}

/**
 * Whether an index or exponent in letters, or a root, has to end before the next letter: "k_B T", "√x y". Three small
 * letters in a row are a word of which braces were forgotten: `D_lstd`.
 */
function endsAtLetter(before: Piece, piece: Piece, after: Piece | undefined): boolean {
  if (/_[a-z]$/.test(before.text) && /^[a-z]$/.test(piece.text) && /^[a-z]$/.test(after?.text ?? ""))
    return false;
  return /(?:[_^√]\(?)[\p{L}\p{M}\p{N}.]+$/u.test(before.text) && /^[\p{L}\p{N}]/u.test(piece.text);
}
