import { signOf } from "./math-source";
import type { TexCursor } from "./tex-cursor";

/** The signs of Zapf Dingbats that papers use, by their numbers. */
const dingbats: ReadonlyMap<string, string> = new Map([
  ["51", "✓"],
  ["52", "✔"],
  ["53", "✕"],
  ["54", "✖"],
  ["55", "✗"],
  ["56", "✘"],
  ["72", "★"],
]);

const romans = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ");

/**
 * The sign of a command with a number, as `\ding{51}`, `\unicode{x2013}`, `\char"0986` and `\romannumeral 4`, whose number is
 * then read; null when there is none.
 */
export function readNumberedSign(cursor: TexCursor, name: string): string | null {
  if (name === "ding" || name === "unicode") {
    const close = cursor.groupEnd();
    const number = close < 0 ? "" : cursor.token(cursor.at + 1);
    const sign = name === "ding" ? (dingbats.get(number) ?? circled(number)) : signOf(number);
    if (sign) cursor.at = close + 1;
    return sign;
  }
  const digits = name === "char" ? /^ ?(?:"([\dA-F]{2,5})|(\d{2,6})) ?/ : /^\s?()(\d{1,2})(?!\d)/;
  const [whole = "", hex, decimal = ""] = digits.exec(cursor.token()) ?? [];
  const sign = name === "char" ? signOf(hex ? `x${hex}` : decimal) : (romans[Number(decimal) - 1] ?? null);
  if (sign !== null) cursor.shorten(cursor.at, cursor.token().slice(whole.length));
  return sign;
}

/** The circled numbers of Zapf Dingbats, ① from 172 on, ❶ from 182 on. */
function circled(text: string): string | null {
  const number = /^\d{3}$/.test(text) ? Number(text) : 0;
  if (number >= 172 && number <= 181) return String.fromCodePoint(0x2460 + number - 172);
  if (number >= 182 && number <= 191) return String.fromCodePoint(0x2776 + number - 182);
  return number >= 192 && number <= 201 ? String.fromCodePoint(0x2780 + number - 192) : null;
}
