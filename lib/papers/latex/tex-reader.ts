import { signOf } from "./math-source";
import { bare, readAccent, readPastedSign } from "./tex-accents";
import { TexCursor } from "./tex-cursor";
import { accents, letters } from "./tex-symbols";
import { type Formula, findBracketFormula, findDollarFormula, findEnvironment } from "./tex-tokens";
import type { TexWriter } from "./tex-writer";
import { readTextCommand } from "./text-commands";

/**
 * Reads LaTeX source once from its beginning to its end; what it does not know stays as it was typed.
 * @param latex one line, or lines that are to stay
 * @returns text with formulas in dollars, and with dollars and braces outside them escaped
 */
export function readLatex(latex: string): string {
  const cursor = new TexCursor(latex);
  while (cursor.at < cursor.source.tokens.length) readToken(cursor);
  return cursor.writer.finish();
}

function readToken(cursor: TexCursor): void {
  const { source, writer, at } = cursor;
  const token = cursor.token();
  const formula =
    findDollarFormula(source, at) ?? findBracketFormula(source, at) ?? findEnvironment(source, at);
  if (formula) {
    readFormula(cursor, formula);
  } else if (token === "{" || token === "}") cursor.readBrace();
  else if (token.startsWith("\\")) readCommand(cursor, token.slice(1));
  else {
    writer.addText(token === "$" ? "\\$" : token);
    cursor.at += 1;
  }
}

const oneSign = /^\s*\\unicode\{([^{}]*)\}\s*$/;
const oneLink = /^\s*\\(?:href\s*\{[^{}$]*\}\s*\{(?:[^{}$]|\{[^{}$]*\})*\}|url\s*\{[^{}$]*\})\s*$/;

/** Words with a style of their own: `$\textit{near}$`. */
const onlyWords = /^\s*\\(?:text(?:it|tt|bf|sc|rm|sf|sl|md|up)?|emph|mbox)\s*\{([^{}$\\]*)\}\s*$/;

/** The emphasised letter of a word: `$\\underline{S}$elf`. */
const oneLetter = /^\s*\\underline\s*\{\s*(?:\\(?:text|math)[a-z]{2}\s*\{)?([A-Za-z]+)\}{1,2}\s*$/;

/** A formula that is only a link, a character or words is text. */
function readFormula(cursor: TexCursor, { tex, display, end }: Formula): void {
  const { writer } = cursor;
  const code = oneSign.exec(tex)?.[1];
  const sign = code === undefined ? null : signOf(code);
  const next = cursor.token(end);
  if (sign !== null) writer.addText(/[\\${}]/.test(sign) ? `\\${sign}` : sign);
  else if (onlyWords.test(tex)) writer.addText(onlyWords.exec(tex)?.[1] ?? "");
  else if (oneLetter.test(tex) && (/^\p{L}/u.test(next) || /\p{L}/u.test(writer.lastCharacter)))
    writer.addText(oneLetter.exec(tex)?.[1] ?? "");
  else if (oneLink.test(tex)) writer.addText(readLatex(tex.trim()));
  else if (/^\s*\\sim\s*$/.test(tex) && writer.isInAddress) writer.addText("~");
  else if (display) writer.addFormula(tex.replaceAll("\n", " "), display);
  else addSpaced(writer, tex.replaceAll("\n", " "), next);
  cursor.at = end;
}

const operator = /^(?:\\(?:times|cdot|pm|mp|sim|approx|[lg]eq?|%)|[^\p{L}\p{N}\\{])/u;

/** Writes a formula in a line; spaces at its ends stand between a number and its unit: `$5\\,$km`, `5$\\,\\mu$m`, `5$\\,$km`. */
function addSpaced(writer: TexWriter, tex: string, next: string): void {
  const [before = ""] = /^(?:\\[ ,;:]|[~\s])*/.exec(tex) ?? [];
  const isApart = before.trim() !== "" && /[\p{L}\p{N}$)%]/u.test(writer.lastCharacter);
  const start = isApart ? before.length : 0;
  const end = endWithoutSpaces(tex, before.length);
  const after = tex.slice(end).trim() !== "";
  const inner = tex.slice(start, after ? end : tex.length);
  if (isApart && !operator.test(inner)) writer.addText(" ");
  writer.addFormula(inner.trim() ? inner : "", false);
  if (after && /^\p{L}/u.test(next)) writer.addText(" ");
}

/** Where the spaces at the end of a formula begin. */
function endWithoutSpaces(tex: string, start: number): number {
  let end = tex.length;
  for (;;) {
    const [space = ""] = /\\q?quad$|(?:\\[ ,;:]|~|\s)$/.exec(tex.slice(Math.max(start, end - 6), end)) ?? [];
    const isEscaped = tex.charAt(end - space.length - 1) === "\\";
    if (!space || isEscaped) return end;
    end -= space.length;
  }
}

function readCommand(cursor: TexCursor, name: string): void {
  const { writer, source, at } = cursor;
  const pasted = readPastedSign(source, at);
  if (pasted) {
    writer.addText(pasted.text);
    cursor.at = pasted.end;
  } else if (accents.has(name)) readAccentCommand(cursor, name);
  else if (letters.has(name)) {
    cursor.at += 1;
    if (!cursor.openEmptyGroup()) cursor.shorten(cursor.at, cursor.token().replace(/^\s/, ""));
    writer.addText(letters.get(name) ?? "");
  } else readTextCommand(cursor, name);
}

function readAccentCommand(cursor: TexCursor, name: string): void {
  const { writer, source, at } = cursor;
  cursor.at += 1;
  // Only of a letter in braces \b is an accent; elsewhere it stands for bold.
  if (name === "b" && /^\s+\p{L}/u.test(cursor.token())) {
    cursor.shorten(cursor.at, cursor.token().trimStart());
    return;
  }
  if (name === "~" && writer.isInAddress) {
    cursor.openEmptyGroup();
    writer.addText("~");
    return;
  }
  const quote = isQuote(cursor, at, name);
  const accented = quote ? null : readAccent(source, at, writer.lastCharacter);
  if (accented) {
    writer.addText(accented.text);
    cursor.at = accented.end;
    if (accented.rest !== undefined) cursor.shorten(accented.end, accented.rest);
    for (const brace of accented.braces) cursor.dropBrace(brace);
  } else if (quote || /^["'`^~]$/.test(name)) writer.addText(bare(name));
  else if (name !== "b" || !cursor.openGroup()) writer.addLoneCommand(name, cursor.token());
}

/** Whether `\'` or `\"` is an escaped quotation mark or apostrophe: `it\'s`, `O\'Connor`, `\"a word\"`. */
function isQuote(cursor: TexCursor, at: number, name: string): boolean {
  if (name !== "'" && name !== '"') return false;
  const after = cursor.token(at + 1);
  if (cursor.groupEnd(at - 1) === at + 2) return false;
  const isInWord = /[\p{L}\p{N}]/u.test(cursor.writer.lastCharacter);
  if (name === "'" && isInWord && /^(?:s|t|re|ve|ll|d|m)(?!\p{L})/u.test(after)) return true;
  if (name === "'" && /[A-Za-z]/.test(cursor.writer.lastCharacter) && /^\p{Lu}\p{Ll}/u.test(after))
    return true;
  if (isInWord || !/^[\p{L}\p{N}]/u.test(after)) return false;
  const close = cursor.nextQuote(name, at + 1);
  if (close < 0 || /^\s?$/.test(cursor.token(close - 1).slice(-1))) return false;
  return !/^[\p{L}{\\]/u.test(cursor.token(close + 1));
}
