import { textSign } from "./math-signs";
import { combining } from "./plain-signs";
import type { TexCursor } from "./tex-cursor";
import { droppedArguments, mathArguments, stylings, switches } from "./tex-symbols";
import { readNumberedSign } from "./text-numbers";

const signs: ReadonlyMap<string, string> = new Map([
  [" ", " "],
  ["\n", "\n"],
  [",", " "],
  [";", " "],
  [":", " "],
  ["!", ""],
  ["-", ""],
  ["@", ""],
  ["&", "&"],
  ["%", "%"],
  ["#", "#"],
  ["_", "_"],
  ["$", "\\$"],
  ["{", "\\{"],
  ["}", "\\}"],
  ["", ""],
  ["quad", " "],
  ["qquad", " "],
  ["enspace", " "],
  ["thinspace", " "],
  ["space", " "],
]);

const breaks = /^(?:\\|newline|par|linebreak)$/;
const lists =
  /^(?:itemize|enumerate|description|center|flushleft|flushright|quote|quotation|abstract|document|small|verbatim)\*?$/;

/** Reads the command at the reader's place that is neither an accent nor a letter. */
export function readTextCommand(cursor: TexCursor, name: string): void {
  const { writer } = cursor;
  cursor.at += 1;
  const sign = signs.get(name);
  if (sign !== undefined) writer.addText(sign);
  else if (breaks.test(name)) readBreak(cursor);
  else if (name === "/") writer.addText(/^[\p{L}\p{N}]/u.test(cursor.token()) ? "/" : "");
  else if (name === "item") readItem(cursor);
  else if (switches.has(name)) skipSpace(cursor);
  else if (stylings.has(name)) openArgument(cursor, name);
  else if (droppedArguments.has(name)) dropArguments(cursor, name);
  else readOther(cursor, name);
}

function readOther(cursor: TexCursor, name: string): void {
  const { writer } = cursor;
  if (name === "href" || name === "hyperlink" || name === "hyperref") readLink(cursor, name);
  else if (name === "footnote" || name === "footnotetext") readNote(cursor, name);
  else if (name === "begin" || name === "end") readEnvironment(cursor, name);
  else if (name === "textsuperscript" || name === "textsubscript") readScript(cursor, name);
  else if (name === "verb") readVerbatim(cursor);
  else if (name === "not") readNegation(cursor);
  else if (name === "etc") writer.addText(/^\.(?!\.)/.test(cursor.token()) ? "etc" : "etc.");
  else if (/^(?:ding|unicode|char|romannumeral)$/.test(name)) readNumber(cursor, name);
  else if (/^(?:[hv]skip|kern)$/.test(name)) readLength(cursor, name);
  else if ((name === "enquote" || name === "textquote") && cursor.groupEnd() >= 0) readQuoted(cursor);
  else if (mathArguments.has(name) && readMath(cursor, name)) return;
  else {
    const shown = textSign(`\\${name}`);
    if (shown === null) keep(cursor, name);
    else {
      cursor.openEmptyGroup();
      writer.addText(shown === "∼" && writer.isInAddress ? "~" : escaped(shown));
      separate(cursor, shown);
    }
  }
}

/** Writes an unknown command as it was typed, with the braces of its arguments. */
function keep(cursor: TexCursor, name: string): void {
  const { writer } = cursor;
  if (mathArguments.has(name)) writer.addLoneCommand(name, cursor.token());
  else writer.addCommand(name);
  let at = cursor.at;
  while (cursor.token(at) === "{" && cursor.groupEnd(at) >= 0) {
    cursor.keepGroup(at);
    at = (cursor.source.closing[at] ?? at) + 1;
  }
}

function readBreak(cursor: TexCursor): void {
  cursor.shorten(cursor.at, cursor.token().replace(/^\*?\s*(?:\[[^\]]{0,20}\])?/, ""));
  cursor.writer.addText("\n");
}

function skipSpace(cursor: TexCursor): void {
  // Many write \it{words}.
  if (!cursor.openGroup() && !cursor.token().startsWith("\\"))
    cursor.shorten(cursor.at, cursor.token().replace(/^ /, ""));
}

/** Opens the group that a command for the look of text has; of one that does not end the command stays. */
function openArgument(cursor: TexCursor, name: string): void {
  if (/^\s+$/.test(cursor.token()) && cursor.token(cursor.at + 1) === "{") cursor.at += 1;
  if (!cursor.openGroup() && /^\\?\{$/.test(cursor.token())) cursor.writer.addCommand(name);
}

/** A word and the function before it stay apart, as in formulas: `\sin x`; the full stop of `\etal.` stands once. */
function separate(cursor: TexCursor, shown: string): void {
  if (shown.endsWith(".") && /^\.(?!\.)/.test(cursor.token()))
    cursor.shorten(cursor.at, cursor.token().slice(1));
  if (/^[a-z]{2,}$/.test(shown) && /^\p{L}/u.test(cursor.token())) cursor.writer.addText(" ");
}

function escaped(text: string): string {
  return text.replace(/[\\${}]/g, "\\$&").replace(/^\\\\$/, "∖");
}

function dropArguments(cursor: TexCursor, name: string): void {
  const { writer } = cursor;
  const count = droppedArguments.get(name) ?? 0;
  let at = cursor.at;
  for (let left = count; left > 0; left--) {
    const bare = cursor.token(at).replace(/^\*? ?(?:\[[^\]]{0,200}\] ?)*/, "");
    if (bare === "" && cursor.groupEnd(at + 1) >= 0) at += 1;
    const close = cursor.groupEnd(at);
    if (close < 0 && name !== "footnotemark") {
      writer.addCommand(name);
      return;
    }
    if (close >= 0) at = close + 1;
    else cursor.shorten(at, bare);
  }
  // A citation or reference takes the space before it along.
  if (/cite|ref$|^(?:thanks|label|footnotemark)$/.test(name)) writer.trimEnd();
  if (/cite|ref$/.test(name)) writer.addOmission();
  cursor.at = at;
  if (/^(?:textcolor|colorbox|foreignlanguage|scalebox|raisebox)$/.test(name)) cursor.openGroup();
}

/** A link's text stays, with its address in parentheses where the text is other words; without text the address stays. */
function readLink(cursor: TexCursor, name: string): void {
  const first = cursor.groupEnd();
  const second = first < 0 ? -1 : cursor.groupEnd(first + 1);
  const hasText = second > first + 2;
  if (first < 0) {
    cursor.writer.addCommand(name);
    return;
  }
  if (hasText && name === "href" && second - cursor.at < longestLink) {
    const address = linkPart(cursor, cursor.at + 1, first);
    const text = linkPart(cursor, first + 2, second);
    if (isOther(address, text)) cursor.writeAfter(second, ` (${escaped(address)})`);
  }
  if (hasText) cursor.at = first + 1;
  else if (second >= 0) cursor.openGroup(first + 1);
  cursor.openGroup();
}

function linkPart({ source }: TexCursor, from: number, to: number): string {
  const part = source.tokens.slice(from, to).join("");
  return part.replace(/\\([%#&_~])/g, "$1").trim();
}

/** Of links with more tokens only the text stays, so that links within links take linear time. */
const longestLink = 300;

/** Whether a link's text is not its address, in full or without its beginning. */
function isOther(address: string, text: string): boolean {
  const isAddress = /[./]/.test(text) && address.toLowerCase().includes(text.toLowerCase());
  return /^https?:\/\/[^\s\\{}$]+$/i.test(address) && !isAddress && !/https?:\/\//i.test(text);
}

/** A footnote stands in parentheses where its sign would. */
function readNote(cursor: TexCursor, name: string): void {
  const { writer } = cursor;
  if (/^\[[^\]]{0,20}\]$/.test(cursor.token()) && cursor.groupEnd(cursor.at + 1) >= 0) cursor.at += 1;
  const close = cursor.groupEnd();
  if (close < 0) {
    writer.addCommand(name);
    return;
  }
  writer.trimEnd();
  writer.addText(" (");
  cursor.openGroup();
  cursor.writeAfter(close, ")");
}

function readQuoted(cursor: TexCursor): void {
  const close = cursor.groupEnd();
  cursor.openGroup();
  cursor.writer.addText("“");
  cursor.writeAfter(close, "”");
}

function readEnvironment(cursor: TexCursor, name: string): void {
  const close = cursor.groupEnd();
  const environment = close === cursor.at + 2 ? cursor.token(cursor.at + 1) : "";
  if (!lists.test(environment)) {
    keep(cursor, name);
    return;
  }
  cursor.at = close + 1;
  // The options of a list: \begin{enumerate}[(i)].
  if (name === "begin") cursor.shorten(cursor.at, cursor.token().replace(/^\[[^[\]]{1,60}\]/, ""));
  cursor.writer.addText("\n");
}

/** The label of an item stands for the bullet: `\item[(i)]`. */
function readItem(cursor: TexCursor): void {
  const [whole = "", label = "•"] = /^\s*\[([^[\]]{1,80})\]/.exec(cursor.token()) ?? [];
  cursor.shorten(cursor.at, cursor.token().slice(whole.length));
  cursor.writer.addText(`\n${label} `);
}

/** The sign after `\not`, struck out: `a \not\in b`, `a \not= b`. */
function readNegation(cursor: TexCursor): void {
  const at = /^\s+$/.test(cursor.token()) ? cursor.at + 1 : cursor.at;
  const token = cursor.token(at);
  const isCommand = /^\\[A-Za-z]+$/.test(token);
  const sign = isCommand ? textSign(token) : (/^\s*([=<>])/.exec(token)?.[1] ?? null);
  if (sign === null || [...sign].length > 1 || /[\p{L}\p{N}]/u.test(sign)) {
    keep(cursor, "not");
    return;
  }
  if (isCommand) cursor.at = at + 1;
  else cursor.shorten(at, token.trimStart().slice(1));
  cursor.writer.addText(escaped(combining(sign, "\u0338")));
}

/** Digits and signs above or below the line are a formula; letters (5th) stay letters. */
function readScript(cursor: TexCursor, name: string): void {
  const { writer } = cursor;
  const close = cursor.groupEnd();
  const content = close < 0 ? "" : cursor.source.tokens.slice(cursor.at + 1, close).join("");
  if (close < 0) writer.addCommand(name);
  else if (/^[\d+\-−*,.() ]+$/.test(content)) {
    writer.addFormula(name === "textsuperscript" ? `^{${content}}` : `_{${content}}`, false);
    cursor.at = close + 1;
  } else if (name === "textsubscript" && /^[A-Za-z]+$/.test(content)) {
    writer.addFormula(`_{\\text{${content}}}`, false);
    cursor.at = close + 1;
  } else cursor.openGroup();
}

function readNumber(cursor: TexCursor, name: string): void {
  const sign = readNumberedSign(cursor, name);
  if (sign === null) keep(cursor, name);
  else cursor.writer.addText(escaped(sign));
}

/** A space with its length: `\hskip 1em`. */
function readLength(cursor: TexCursor, name: string): void {
  const [length = ""] =
    /^\s*-?[\d.]+\s*(?:em|ex|[pb]t|cm|mm|in|mu|pc|sp)(?![A-Za-z])/.exec(cursor.token()) ?? [];
  if (!length) keep(cursor, name);
  else {
    cursor.shorten(cursor.at, cursor.token().slice(length.length));
    cursor.writer.addText(" ");
  }
}

/** What stands between two signs of its writer's choice, as `|` or `+`, stays as it is. */
function readVerbatim(cursor: TexCursor): void {
  const [whole = "", , content = ""] = /^([|+!@"#])(.{1,200}?)\1/s.exec(cursor.token()) ?? [];
  if (!whole) keep(cursor, "verb");
  else {
    cursor.writer.addText(content);
    cursor.shorten(cursor.at, cursor.token().slice(whole.length));
  }
}

/** Makes a formula of a command that only formulas know, with its arguments: `\bar{D}`, `\bar D`, `\frac{1}{2}`. */
function readMath(cursor: TexCursor, name: string): boolean {
  let tex = `\\${name}`;
  let at = cursor.at;
  for (let left = mathArguments.get(name) ?? 0; left > 0; left--) {
    const close = cursor.groupEnd(at);
    const token = cursor.token(at);
    const [, sign] = /^ ?([A-Za-z0-9])(?![A-Za-z])/.exec(token) ?? [];
    // Longer arguments are no part of a sentence.
    if (close - at > 60) return false;
    if (close >= 0) {
      const content = cursor.source.tokens.slice(at, close + 1).join("");
      if (content.includes("$") || content.length > 200) return false;
      tex += content;
      at = close + 1;
    } else if (sign && left === 1) {
      tex += ` ${sign}`;
      cursor.shorten(at, token.slice(token.indexOf(sign) + 1));
    } else if (/^\\[A-Za-z]+$/.test(token) && textSign(token) !== null && left === 1) {
      tex += token;
      at += 1;
    } else return false;
  }
  cursor.writer.addFormula(tex, false);
  cursor.at = at;
  return true;
}
