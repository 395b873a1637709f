import { splitMath } from "@/lib/papers/latex/latex";
import { accents, letters, readableMath } from "@/lib/papers/latex/tex-symbols";

const signs = new Map([
  ["\\", "\\textbackslash{}"],
  // BibTeX counts every brace, escaped or not, so a lone one may not stand in a field.
  ["{", "\\textbraceleft{}"],
  ["}", "\\textbraceright{}"],
  ["$", "\\$"],
  ["&", "\\&"],
  ["%", "\\%"],
  ["#", "\\#"],
  ["_", "\\_"],
  ["^", "\\textasciicircum{}"],
  ["~", "\\textasciitilde{}"],
  ["<", "\\textless{}"],
  [">", "\\textgreater{}"],
  ["|", "\\textbar{}"],
  ["–", "--"],
  ["—", "---"],
  ["“", "``"],
  ["”", "''"],
  ["‘", "`"],
  ["’", "'"],
  ["…", "\\textellipsis{}"],
  ["\u00a0", "~"],
]);
// å goes as an accent, which more readers of BibTeX know.
const letterNames = new Map(
  Array.from(letters, ([name, letter]): [string, string] => [letter, name]).filter(
    ([, name]) => !/^aa$/i.test(name),
  ),
);
const accentNames = new Map(Array.from(accents, ([name, mark]) => [mark, name]));

/**
 * Text as LaTeX source: accents become commands (é is `{\'e}`), signs with a meaning are escaped, formulas stay between
 * dollars. What has no command, such as Chinese, stays as it is: today's BibTeX programs read UTF-8.
 * @param text as latexToText makes it, with `$…$` for formulas
 */
export function toTex(text: string): string {
  return writePieces(text, escapeTex, (formula) => formula);
}

/** A title as LaTeX source, with braces around what a style must not put in lower case: BERT, iPhone, formulas. */
export function toTexTitle(text: string): string {
  return writePieces(text, protectCase, (formula) => `{${formula}}`);
}

/** Plain text as LaTeX source; nothing in it is read as a formula. */
export function escapeTex(text: string): string {
  return text.normalize("NFC").replace(/[^\x20!"'()*+,\-./0-9:;=?@A-Z[\]a-z]/gu, escapeSign);
}

function writePieces(text: string, write: (text: string) => string, frame: (formula: string) => string) {
  const pieces = splitMath(text).map((piece) => {
    if (piece.kind === "text") return write(piece.text);
    return isWhole(piece.tex) ? frame(`$${piece.tex}$`) : write(readableMath(piece.tex));
  });
  return pieces.join("").replace(/\s+/g, " ").trim();
}

function protectCase(text: string): string {
  return text
    .split(/([\p{L}\p{N}][\p{L}\p{M}\p{N}]*)/u)
    .map((part, i) =>
      i % 2 && /^.+\p{Lu}|^[B-HJ-Z]$/u.test(part) ? `{${escapeTex(part)}}` : escapeTex(part),
    )
    .join("");
}

function escapeSign(sign: string): string {
  const known = signs.get(sign);
  if (known !== undefined) return known;
  const letter = letterNames.get(sign);
  if (letter !== undefined) return `{\\${letter}}`;
  const [base = "", ...marks] = sign.normalize("NFD");
  const names = marks.map((mark) => accentNames.get(mark));
  if (names.length === 0 || names.includes(undefined) || !/[A-Za-z]/.test(base)) return sign;
  const accented = names.reduce<string>((inner, name = "") => putAccent(name, inner), base);
  return `{${accented}}`;
}

function putAccent(name: string, inner: string): string {
  if (inner.startsWith("\\")) return `\\${name}{${inner}}`;
  return /[a-zA-Z]/.test(name) ? `\\${name} ${inner}` : `\\${name}${inner}`;
}

/** Whether a formula can stand in a field: its braces match, and nothing in it would begin a comment. */
function isWhole(tex: string): boolean {
  let depth = 0;
  for (const sign of tex) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && !/(?<!\\)%|\\$/.test(tex);
}
