import { normalized } from "@/lib/base/text";
import { accents, droppedArguments, letters, readableMath, symbols } from "./tex-symbols";
import { findBracketFormula, findDollarFormula, readTex, type TexSource } from "./tex-tokens";

export type MathPiece = { kind: "text"; text: string } | { kind: "math"; tex: string; display: boolean };

/** Raised whenever texts are read differently; the worker then reads the sources of all papers again. */
export const latexReaderVersion = 1;

/**
 * Converts the LaTeX of titles, abstracts and names to text: accents become letters (`na\"ive` is naïve); styling
 * commands, citations and footnotes are removed; line breaks become spaces. Formulas stay as TeX in `$…$` or `$$…$$`.
 * Outside formulas, dollars and braces stay escaped (`\$`, `\{`, `\}`), so print the result with splitMath or plainText.
 * The function is idempotent and runs in linear time.
 */
export function latexToText(latex: string): string {
  const folded = normalized(latex, "NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const source = readTex(folded);
  const writer = new TexWriter();
  let at = 0;
  while (at < source.tokens.length) at = readToken(source, at, writer);
  return writer.finish();
}

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

/** The output of latexToText as one line without markup, for mail, feeds and search: `D$^2$Plan` becomes D²Plan. */
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
  if (/^[A-Za-z]/.test(name) && !symbols.has(name)) skipSpace(source, next);
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
  // A citation or reference takes the space before it along; a link does not, because its text stays.
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

function skipSpace(source: TexSource, at: number): void {
  const token = source.tokens[at];
  if (token?.startsWith(" ")) source.tokens[at] = token.slice(1);
}

/** Collects text and formulas, and applies pending accents to the next letter. */
class TexWriter {
  private readonly parts: { text: string; formula: boolean }[] = [];
  private current: string[] = [];
  private pending: string[] = [];

  get hasAccent(): boolean {
    return this.pending.length > 0;
  }

  /** Keeps an accent command (`'`, `c`) for the next letter. Of nested accents the inner one is applied first (`\'{\^e}`). */
  addAccent(name: string): void {
    // No language puts more than three marks on a letter; further ones are noise.
    this.pending = [name, ...this.pending].slice(0, 3);
  }

  /** Ends pending accents that found no letter. `\~{}` and `\^{}` then stand for the bare character. */
  dropAccents(): void {
    const bare: Record<string, string> = { "~": "∼", "^": "^", '"': '"' };
    const signs = this.pending.map((name) => bare[name] ?? "").join("");
    this.pending = [];
    this.current.push(signs);
  }

  addText(text: string): void {
    if (text === "") return;
    const [first = ""] = text;
    if (this.hasAccent && /\p{L}/u.test(first)) {
      this.current.push(this.takeAccents(first), text.slice(first.length));
    } else {
      if (this.hasAccent) this.dropAccents();
      this.current.push(text);
    }
  }

  addFormula(tex: string, display: boolean): void {
    this.dropAccents();
    this.endText();
    const dollars = display ? "$$" : "$";
    if (tex) this.parts.push({ text: dollars + tex + dollars, formula: true });
  }

  /** Removes spaces and ties at the end, before an omitted command: "shown~\cite{x}." becomes "shown.". */
  trimEnd(): void {
    while (this.current.length > 0) {
      const last = this.current.pop() ?? "";
      let end = last.length;
      // A regular expression anchored at the end would scan the whole text each time.
      while (end > 0 && /[\s~]/.test(last.charAt(end - 1))) end -= 1;
      if (end > 0) {
        this.current.push(last.slice(0, end));
        return;
      }
    }
  }

  finish(): string {
    this.dropAccents();
    this.endText();
    const whole = this.parts.map((part, i) =>
      this.guard(i, part.formula ? part.text : typeset(part.text, i > 0)),
    );
    return normalized(whole.join("").replace(/ +/g, " ").trim(), "NFC");
  }

  private takeAccents(letter: string): string {
    const made = this.pending.reduce((base, name) => putAccent(name, base), letter);
    this.pending = [];
    return made;
  }

  private endText(): void {
    const text = this.current.join("");
    this.current = [];
    if (text) this.parts.push({ text, formula: false });
  }

  // "$2$" before a digit gets braces, or it would be taken for a price when the text is parsed again.
  private guard(i: number, text: string): string {
    const plainNumber = this.parts[i]?.formula && /^\$\d[^\\^_]*\$$/.test(text);
    return plainNumber && /^\d/.test(this.parts[i + 1]?.text ?? "") ? `\${${text.slice(1, -1)}}$` : text;
  }
}

function putAccent(name: string, base: string): string {
  const made = (base + (accents.get(name) ?? "")).normalize("NFC");
  // Where the accented letter does not exist, the author meant an escaped quote (`\"best\"`).
  return (name === '"' || name === "'") && [...made].length > 1 ? name + base : made;
}

function typeset(text: string, afterFormula: boolean): string {
  const pieces = text.split(/(https?:\/\/\S+)/);
  return pieces.map((piece, i) => (i % 2 ? piece : typesetProse(piece, afterFormula || i > 0))).join("");
}

function typesetProse(text: string, afterSomething: boolean): string {
  const tied = text.replace(/~+/g, (ties, at: number) => {
    const before = at > 0 ? text.charAt(at - 1) : afterSomething ? "x" : " ";
    return /[\s(/]/.test(before) ? ties : " ";
  });
  return tied
    .replace(/-{2,}/g, (dashes) => ({ 2: "–", 3: "—" })[dashes.length] ?? dashes)
    .replaceAll("``", "“")
    .replaceAll("''", "”")
    .replaceAll("`", "‘");
}
