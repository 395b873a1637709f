import { normalized } from "@/lib/base/text";
import { splitMath } from "@/lib/papers/latex/latex";
import { readableMath } from "@/lib/papers/latex/math-plain";
import { accents, letters } from "@/lib/papers/latex/tex-symbols";

const signs = new Map([
  ["\\", "\\textbackslash{}"],
  // BibTeX counts escaped braces too, so a lone brace in a field needs a command.
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
// å is written with an accent command, which more BibTeX programs know than \aa.
const letterNames = new Map(
  Array.from(letters, ([name, letter]): [string, string] => [letter, name]).filter(
    ([, name]) => !/^aa$/i.test(name),
  ),
);
const accentNames = new Map(Array.from(accents, ([name, mark]) => [mark, name]));

/**
 * Converts text to LaTeX source: accents become commands (é is `{\'e}`), special characters are escaped, formulas stay
 * between dollars. Characters without a command, such as Chinese, stay, because current BibTeX programs read UTF-8.
 * @param text output of latexToText, with formulas in `$…$`
 */
export function toTex(text: string): string {
  return writePieces(text, escapeTex, (formula) => formula);
}

/** Like toTex, with braces around what a bibliography style must not lower-case: BERT, iPhone, formulas. */
export function toTexTitle(text: string): string {
  return writePieces(text, protectCase, (formula) => `{${formula}}`);
}

/** Like toTex for plain text: dollars are escaped, not read as formulas. */
export function escapeTex(text: string): string {
  return normalized(text, "NFC").replace(/[^\x20!"'()*+,\-./0-9:;=?@A-Z[\]a-z]/gu, escapeSign);
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

/** Whether a formula is safe in a BibTeX field: its braces match, and it contains no unescaped % or final backslash. */
function isWhole(tex: string): boolean {
  let depth = 0;
  for (const sign of tex) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && !/(?<!\\)%|\\$/.test(tex);
}
