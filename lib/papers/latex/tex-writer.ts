import { accents } from "./tex-symbols";

/** Collects plain text and formulas, and puts waiting accents on the next letter. */
export class TexWriter {
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
