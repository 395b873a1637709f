import { invisible, normalized } from "@/lib/base/text";
import { readableFormulas } from "./math-plain";
import { readHtml } from "./pasted-html";
import { readLatex } from "./tex-reader";
import {
  type Formula,
  findBracketFormula,
  findDollarFormula,
  findEnvironment,
  readTex,
  type TexSource,
} from "./tex-tokens";

export type MathPiece = { kind: "text"; text: string } | { kind: "math"; tex: string; display: boolean };

/** Raised whenever texts are read differently; the worker then reads the sources of all papers again. */
export const latexReaderVersion = 5;

/**
 * Converts the LaTeX of titles, abstracts and names to text: accents become letters (`na\"ive` is naïve), commands for
 * styling and citations are left out, and signs become characters. What is not understood stays as it was typed. Formulas
 * stay as TeX in `$…$` or `$$…$$`. Outside formulas, dollars and braces stay escaped (`\$`, `\{`, `\}`), so print the
 * result with splitMath or plainText. Line breaks become spaces. The function is idempotent and runs in linear time.
 */
export function latexToText(latex: string): string {
  return readSettled(clean(latex).replace(/\s+/g, " ").trim()).replace(/\n/g, " ");
}

/**
 * Like latexToText for abstracts, whose paragraphs and lists keep their lines: as at arXiv, a line that begins with two
 * spaces begins a new one, and so does a blank line.
 */
export function latexToParagraphs(latex: string): string {
  const lines = clean(latex)
    .trim()
    .replace(/\n[^\S\n]*\n\s*|\n(?:\t|[^\S\n]{2})\s*/g, "\u2028");
  return readSettled(lines.replace(/[^\S\u2028]+/g, " ").replace(/ ?\u2028 ?/g, "\n"));
}

/** What one reading leaves can look like LaTeX once more, as `\[{\]}` does; three readings settle it. */
function readSettled(latex: string): string {
  let text = readLatex(latex);
  for (let times = 0; times < 2; times++) {
    const again = readLatex(text);
    if (again === text) break;
    text = again;
  }
  return text;
}

function clean(latex: string): string {
  const visible = latex.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(invisible, "");
  const text = readHtml(normalized(visible, "NFC")).replace(escapes, (whole, code: string) => {
    const sign = String.fromCharCode(Number.parseInt(code, 16));
    return /^(?![\0-\xa0])[\p{L}\p{P}\p{S}]$/u.test(sign) ? sign : whole;
  });
  return text.replace(/[^\P{Cc}\n]/gu, " ");
}

/** JSON's `\u2019`, of which LaTeX would take the `\u` for an accent. */
const escapes = /\\u(?=[a-f]*\d)([\da-f]{4})(?![\da-f])/gi;

/** Splits the output of latexToText into text, ready to print, and formulas, for a math renderer. */
export function splitMath(text: string): MathPiece[] {
  const source = readTex(text);
  const pieces: MathPiece[] = [];
  let words = "";
  const flush = () => {
    if (words) pieces.push({ kind: "text", text: words });
    words = "";
  };
  for (let at = 0; at < source.tokens.length; ) {
    const formula = findFormula(source, at);
    if (formula) {
      flush();
      pieces.push({ kind: "math", tex: trimmed(formula.tex), display: formula.display });
    } else {
      words += (source.tokens[at] ?? "").replace(/^\\([${}])$/, "$1");
    }
    at = formula?.end ?? at + 1;
  }
  flush();
  return pieces;
}

/** A formula without spaces round it, except that of `\\ ` at its end. */
function trimmed(tex: string): string {
  const inner = tex.trim();
  return inner.endsWith("\\") && /\s$/.test(tex) ? `${inner} ` : inner;
}

function findFormula(source: TexSource, at: number): Formula | null {
  return findDollarFormula(source, at) ?? findBracketFormula(source, at) ?? findEnvironment(source, at);
}

/** Where the formulas of a text begin and end, with their dollars or brackets, in order. */
export function findFormulas(text: string): { start: number; end: number }[] {
  const source = readTex(text);
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = 0; at < source.tokens.length; ) {
    const formula = findFormula(source, at);
    const next = formula?.end ?? at + 1;
    const end = start + source.tokens.slice(at, next).join("").length;
    if (formula) found.push({ start, end });
    start = end;
    at = next;
  }
  return found;
}

/** The output of latexToText as one line without markup, for mail, feeds and search: `D$^2$Plan` becomes D²Plan. */
export function plainText(text: string): string {
  return readable(text).replace(/\s+/g, " ").trim();
}

/** The output of latexToParagraphs as lines without markup. */
export function plainLines(text: string): string[] {
  const lines = readable(text).split("\n");
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
}

function readable(text: string): string {
  const read = readableFormulas();
  const pieces = splitMath(text);
  return pieces
    .map((piece, i) => {
      if (piece.kind === "text") return piece.text;
      const [before, next] = [pieces[i - 1], pieces[i + 1]];
      const plain = read(piece.tex);
      const isAtWord = next?.kind === "text" && /^[\p{L}\p{N}]/u.test(next.text);
      // Half of 2$\frac{1}{2}$ would be the end of 21.
      const isMixed = before?.kind === "text" && /\d$/.test(before.text) && /^\d+\/\d/.test(plain);
      // The exponent of A$^T$A ends before the word goes on.
      return (isMixed ? " " : "") + (isAtWord ? plain.replace(/([_^])([\p{L}\p{N}.]+)$/u, "$1($2)") : plain);
    })
    .join("");
}
