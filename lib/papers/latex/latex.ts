import { readableMath } from "./tex-plain";
import { accents, droppedArguments, letters, symbols } from "./tex-symbols";
import { findBracketFormula, findDollarFormula, readTex, type TexSource } from "./tex-tokens";
import { TexWriter } from "./tex-writer";

export type MathPiece = { kind: "text"; text: string } | { kind: "math"; tex: string; display: boolean };

/**
 * Turns the LaTeX of titles, abstracts and names into text: accents become letters (`na\"ive` is naïve), commands that
 * only style are taken off, citations and footnotes left out, line breaks folded. Formulas stay as TeX in `$…$` or
 * `$$…$$`. Outside formulas the result has `\$`, `\{` and `\}` for those three signs: print it through splitMath or
 * plainText. Applying it again changes nothing; time is linear in the input.
 */
export function latexToText(latex: string): string {
  const folded = latex
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const source = readTex(folded);
  const writer = new TexWriter();
  let at = 0;
  while (at < source.tokens.length) at = readToken(source, at, writer);
  return writer.finish();
}

/** Cuts what latexToText made into text, ready to print, and formulas, for a math renderer. */
export function splitMath(text: string): MathPiece[] {
  const source = readTex(text);
  const pieces: MathPiece[] = [];
  let words = "";
  const flush = () => {
    if (words) pieces.push({ kind: "text", text: words });
    words = "";
  };
  for (let at = 0; at < source.tokens.length; ) {
    const formula = findDollarFormula(source, at);
    if (formula) {
      flush();
      pieces.push({
        kind: "math",
        tex: formula.tex.trim(),
        display: formula.display,
      });
    } else {
      words += (source.tokens[at] ?? "").replace(/^\\([${}])$/, "$1");
    }
    at = formula?.end ?? at + 1;
  }
  flush();
  return pieces;
}

/** What latexToText made as one line without markup, for mail, feeds and search: `D$^2$Plan` is D²Plan. */
export function plainText(text: string): string {
  const pieces = splitMath(text).map((piece) =>
    piece.kind === "text" ? piece.text : readableMath(piece.tex),
  );
  return pieces.join("").replace(/\s+/g, " ").trim();
}

function readToken(source: TexSource, at: number, writer: TexWriter): number {
  const formula = findDollarFormula(source, at) ?? findBracketFormula(source, at);
  if (formula) {
    writer.addFormula(formula.tex, formula.display);
    return formula.end;
  }
  const token = source.tokens[at] ?? "";
  if (token.startsWith("\\")) return readCommand(source, at, token.slice(1), writer);
  if (token === "$") writer.addText("\\$");
  else if (token === "}") writer.dropAccents();
  else if (token !== "{") writer.addText(token);
  return at + 1;
}

function readCommand(source: TexSource, at: number, name: string, writer: TexWriter): number {
  const next = at + 1;
  const letter = letters.get(name);
  if (/^[A-Za-z]/.test(name) && !symbols.has(name)) eatSpace(source, next);
  if (accents.has(name)) writer.addAccent(name);
  else if (letter !== undefined) writer.addText(writer.hasAccent && /^[ij]$/.test(name) ? name : letter);
  else if (droppedArguments.has(name)) return dropArguments(source, next, name, writer);
  else writer.addText(symbols.get(name) ?? readControlSymbol(name));
  return next;
}

function readControlSymbol(name: string): string {
  if (/^[${}]$/.test(name)) return `\\${name}`;
  if (/^(?:[\s\\,;:]|quad|qquad|newline|par|item)$/.test(name)) return " ";
  return /^(?:[A-Za-z]|[-/!@*+<>]$)/.test(name) ? "" : name;
}

function dropArguments(source: TexSource, at: number, name: string, writer: TexWriter): number {
  const { tokens, closing } = source;
  // A link keeps its words: only what points elsewhere takes the space before it away.
  if (/^(?:\w*cite|footnote|thanks|label|\w*ref$)/.test(name) && name !== "href") writer.trimEnd();
  let next = at;
  for (let left = droppedArguments.get(name) ?? 0; left > 0; left--) {
    tokens[next] = (tokens[next] ?? "").replace(/^\*? ?(?:\[[^\]]{0,200}\] ?)*/, "");
    if (tokens[next] === "") next += 1;
    const close = tokens[next] === "{" ? (closing[next] ?? -1) : -1;
    if (close >= 0) next = close + 1;
  }
  return next;
}

function eatSpace(source: TexSource, at: number): void {
  const token = source.tokens[at];
  if (token?.startsWith(" ")) source.tokens[at] = token.slice(1);
}
