import { accents, droppedArguments, letters, readableMath, symbols } from "./tex-symbols";
import { findBracketFormula, findDollarFormula, readTex, type TexSource } from "./tex-tokens";

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

/** Collects plain text and formulas, and puts waiting accents on the next letter. */
class TexWriter {
  private readonly parts: { text: string; formula: boolean }[] = [];
  private current: string[] = [];
  private waiting: string[] = [];

  get hasAccent(): boolean {
    return this.waiting.length > 0;
  }

  /** Keeps an accent command (`'`, `c`) for the next letter; one inside another goes on first (`\'{\^e}`). */
  addAccent(name: string): void {
    // Three marks on a letter are more than any language has: the rest is noise.
    this.waiting = [name, ...this.waiting].slice(0, 3);
  }

  /** Forgets accents that found no letter: `\~{}` and `\^{}` are ways to write the bare sign. */
  dropAccents(): void {
    const bare: Record<string, string> = { "~": "∼", "^": "^", '"': '"' };
    const signs = this.waiting.map((name) => bare[name] ?? "").join("");
    this.waiting = [];
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

  /** Takes back spaces and ties before something left out: "shown~\cite{x}." ends as "shown.". */
  trimEnd(): void {
    while (this.current.length > 0) {
      const last = this.current.pop() ?? "";
      let end = last.length;
      // A regular expression anchored at the end alone would look at the whole text each time.
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
      this.guard(i, part.formula ? part.text : setType(part.text, i > 0)),
    );
    return whole.join("").replace(/ +/g, " ").trim().normalize("NFC");
  }

  private takeAccents(letter: string): string {
    const made = this.waiting.reduce((base, name) => putAccent(name, base), letter);
    this.waiting = [];
    return made;
  }

  private endText(): void {
    const text = this.current.join("");
    this.current = [];
    if (text) this.parts.push({ text, formula: false });
  }

  // "$2$" before a digit would read as a price when this text is read again.
  private guard(i: number, text: string): string {
    const plainNumber = this.parts[i]?.formula && /^\$\d[^\\^_]*\$$/.test(text);
    return plainNumber && /^\d/.test(this.parts[i + 1]?.text ?? "") ? `\${${text.slice(1, -1)}}$` : text;
  }
}

function putAccent(name: string, base: string): string {
  const made = (base + (accents.get(name) ?? "")).normalize("NFC");
  // Writers who escape quotes (`\"best\"`) mean a quote wherever no such letter exists.
  return (name === '"' || name === "'") && [...made].length > 1 ? name + base : made;
}

function setType(text: string, afterFormula: boolean): string {
  const pieces = text.split(/(https?:\/\/\S+)/);
  return pieces.map((piece, i) => (i % 2 ? piece : setProse(piece, afterFormula || i > 0))).join("");
}

function setProse(text: string, afterSomething: boolean): string {
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
