import { normalized } from "@/lib/base/text";
import { type TexPart, typeset } from "./typesetting";

// A noncharacter, which no text contains.
const omission = "\ufdd3";
const onlyOmissions = /[ ~]?[([](?:(?:see|see also|cf\.?|e\.g\.,?)? ?\ufdd3[,;:~ ]*)+[)\]]/g;

/** Collects the text and formulas that are read from LaTeX. */
export class TexWriter {
  private readonly parts: TexPart[] = [];
  private current: string[] = [];
  private last = "";
  private afterCommand = false;
  private lone = false;
  private address = false;

  /** The last character written; empty at the beginning, `$` after a formula. */
  get lastCharacter(): string {
    return this.last;
  }

  /** The letters at the end of what was written, at most 20. */
  get lastWord(): string {
    let tail = "";
    for (let i = this.current.length - 1; i >= 0 && tail.length < 20; i--)
      tail = (this.current[i] ?? "") + tail;
    return /\p{L}*$/u.exec(tail.slice(-20))?.[0] ?? "";
  }

  /** Whether what was written ends within the address of a page. */
  get isInAddress(): boolean {
    return this.address;
  }

  /** Marks the place of a citation or reference that is left out; brackets with nothing else are left out with it. */
  addOmission(): void {
    this.current.push(omission);
  }

  addText(text: string): void {
    if (text === "") return;
    if (this.lone && /^[\p{L}\p{N}\s~]/u.test(text)) this.current.push("\\{\\}");
    // The name of a command ends before a letter that was no part of it: `\name\textit{s}`.
    if (this.afterCommand && /^[A-Za-z]/.test(text)) this.current.push(" ");
    this.afterCommand = false;
    this.lone = false;
    this.current.push(text);
    this.last = text.charAt(text.length - 1);
    const tail = text.slice(Math.max(text.lastIndexOf(" "), text.lastIndexOf("\n")) + 1);
    this.address = /https?:\/\/|www\./.test(tail) || (this.address && tail === text);
  }

  /** Writes an unknown command as it was typed. */
  addCommand(name: string): void {
    this.addText(`\\${name}`);
    this.afterCommand = /^[A-Za-z]/.test(name);
  }

  /**
   * Writes a command that lacks its letter as it was typed. Braces keep it from one that it did not have.
   * @param next the source after it
   */
  addLoneCommand(name: string, next: string): void {
    this.addText(`\\${name}`);
    this.lone = !/^\s*[^\s~\\{}$]/.test(next);
  }

  addFormula(tex: string, display: boolean): void {
    this.endText();
    this.afterCommand = false;
    this.lone = false;
    this.address = false;
    const dollars = display ? "$$" : "$";
    if (!tex) return;
    this.parts.push({ kind: "formula", text: dollars + tex + dollars });
    this.last = "$";
  }

  /** Removes spaces and ties at the end, before an omitted command: "shown~\cite{x}." becomes "shown.". */
  trimEnd(): void {
    while (this.current.length > 0) {
      const last = this.current.pop() ?? "";
      let end = last.length;
      // A regular expression anchored at the end would scan the whole text each time.
      while (end > 0 && /[\s~]/.test(last.charAt(end - 1))) end -= 1;
      if (end === 0) continue;
      this.current.push(last.slice(0, end));
      this.last = last.charAt(end - 1);
      return;
    }
  }

  finish(): string {
    this.endText();
    const whole = typeset(this.parts).map((part, i, all) => guard(part, all[i + 1]));
    return normalized(
      whole
        .join("")
        .replace(/ +/g, " ")
        .replace(/ ?\n[ \n]*/g, "\n")
        .trim(),
      "NFC",
    );
  }

  private endText(): void {
    const joined = this.current.join("");
    const text = joined.includes(omission)
      ? joined.replace(onlyOmissions, "").replaceAll(omission, "")
      : joined;
    this.current = [];
    if (text) this.parts.push({ kind: "words", text });
  }
}

// "$2$" before a digit gets braces, or it would be taken for a price when the text is read again.
function guard(part: TexPart, next: TexPart | undefined): string {
  const isPlainNumber = part.kind === "formula" && /^\$\s*\d(?:[^\\^_]|\\[^A-Za-z])*\$$/.test(part.text);
  return isPlainNumber && /^\d/.test(next?.text ?? "") ? `\${${part.text.slice(1, -1)}}$` : part.text;
}
