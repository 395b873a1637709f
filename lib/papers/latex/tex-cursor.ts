import { isOnlyGrouping } from "./tex-groups";
import { readTex, type TexSource } from "./tex-tokens";
import { TexWriter } from "./tex-writer";

/** A place in LaTeX source, and what has been written of it. */
export class TexCursor {
  readonly source: TexSource;
  readonly writer = new TexWriter();
  /** Index of the next token. */
  at = 0;
  /** The braces that only group, and are left out. */
  private readonly dropped = new Set<number>();
  /** The opening braces of the arguments of unknown commands. */
  private readonly kept = new Set<number>();
  private readonly after = new Map<number, string>();

  private readonly quotes: Record<"'" | '"', Int32Array>;

  constructor(latex: string) {
    this.source = readTex(latex);
    const { tokens } = this.source;
    this.quotes = { "'": nextSame(tokens, "\\'"), '"': nextSame(tokens, '\\"') };
  }

  /** The index of the next `\'` or `\"` at or after an index; -1 when there is none. */
  nextQuote(name: "'" | '"', at: number): number {
    return this.quotes[name][at] ?? -1;
  }

  /** The token at an index; empty past the end. */
  token(at = this.at): string {
    return this.source.tokens[at] ?? "";
  }

  /** Replaces what is left of a token, when its beginning has been read. */
  shorten(at: number, rest: string): void {
    if (at < this.source.tokens.length) this.source.tokens[at] = rest;
  }

  /** The index of the brace that ends the group at an index; -1 when none begins there. */
  groupEnd(at = this.at): number {
    return this.token(at) === "{" ? (this.source.closing[at] ?? -1) : -1;
  }

  /** Leaves out the braces of the group that begins at an index. @returns whether there is one */
  openGroup(at = this.at): boolean {
    const close = this.groupEnd(at);
    if (close < 0) return false;
    this.dropBrace(at);
    this.dropBrace(close);
    return true;
  }

  /** Leaves out the braces of an empty group here. @returns whether there is one */
  openEmptyGroup(): boolean {
    return this.groupEnd() === this.at + 1 && this.openGroup();
  }

  dropBrace(at: number): void {
    this.dropped.add(at);
  }

  /** Keeps the braces of the group that begins at an index. */
  keepGroup(at: number): void {
    this.kept.add(at);
  }

  /** Writes a text in place of a closing brace when it is read. */
  writeAfter(close: number, text: string): void {
    this.after.set(close, text);
  }

  /** Reads the brace here: writes it unless it only groups. */
  readBrace(): void {
    const { source, writer, at } = this;
    const brace = this.token();
    this.at += 1;
    writer.addText(this.after.get(at) ?? "");
    if (this.dropped.has(at)) return;
    const isGrouping =
      brace === "{" &&
      !this.kept.has(at) &&
      isOnlyGrouping(source, at, writer.lastCharacter, writer.lastWord);
    if (isGrouping) this.openGroup(at);
    else writer.addText(`\\${brace}`);
  }
}

function nextSame(tokens: string[], wanted: string): Int32Array {
  const next = new Int32Array(tokens.length).fill(-1);
  for (let at = tokens.length - 1; at >= 0; at--)
    next[at] = tokens[at] === wanted ? at : (next[at + 1] ?? -1);
  return next;
}
