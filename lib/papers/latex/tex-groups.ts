import { accents, letters, stylings, switches, symbols } from "./tex-symbols";
import type { TexSource } from "./tex-tokens";

const mathWords =
  /^(?:\w*sqrt|math\w+|frac|text\w*|operatorname|ell|emph|begin|end|cite|ref|hat|bar|tilde|overline|widehat|log|ln|exp)$/;

/**
 * Whether the braces of a group outside formulas only group, as in `{\bf x}`, `{BERT}` and `M{\"u}ller`, and say nothing by
 * themselves, as they do in `{yes, no}`, `T^{3/2}` and `sqrt{s}`.
 * @param at index of the opening brace
 * @param before the character before the group
 * @param word the letters before the group
 */
export function isOnlyGrouping(source: TexSource, at: number, before: string, word: string): boolean {
  const { tokens, closing } = source;
  const close = closing[at] ?? -1;
  if (close < 0 || /[_^\\]/.test(before)) return false;
  const first = tokens[at + 1] ?? "";
  const after = tokens[close + 1] ?? "";
  if (close === at + 1) return before !== "" && !/[\s(]/.test(before);
  if (close === at + 2 && /^(?:\\[ ,;:!%&#@/$_-]|~)$/.test(first)) return true;
  if (first === "{") return closing[at + 1] === close - 1 || startsWithCommand(tokens, at + 2, close);
  if (first.startsWith("\\")) return startsWithCommand(tokens, at + 1, close);
  if (close !== at + 2) return false;
  if (before === "$" && /^[\p{L}\p{N}]$/u.test(first)) return true;
  if (/^https?:\/\/\S+$/.test(first)) return true;
  if (/[\p{L}\p{N}]/u.test(before)) return isWithinWord(first, after, word);
  return isProtected(first, after);
}

/** Whether the group begins with a command for the look of its text, or consists of a letter or sign. */
function startsWithCommand(tokens: string[], at: number, close: number): boolean {
  const name = (tokens[at] ?? "").slice(1);
  if (switches.has(name) || stylings.has(name)) return true;
  const text = tokens.slice(at + 1, Math.min(close, at + 4)).join("");
  if (/^[\\,{]|,/.test(text) && !accents.has(name)) return false;
  return letters.has(name) || accents.has(name) || symbols.has(name);
}

/** `F{ETOR}`, `w{i}th`, `t{â}tonnement`, `82{,}000`, `O{*}NET`, but not `sqrt{s}` and `add{the }`. */
function isWithinWord(content: string, after: string, word: string): boolean {
  if (/^[-.,~ *+=<>&:;/|]{1,2}$/.test(content)) return true;
  if (!/^[\p{L}\p{N}-]+$/u.test(content) || mathWords.test(word)) return false;
  return /^\p{L}/u.test(after) || /[^\0-\x7f]/.test(content) || /^\p{Lu}+$/u.test(content);
}

/** Names whose case BibTeX is to keep: `{BERT}`, `{GPT-4}`, `{B}ayes`; and letters that had a style: `{m}edical`. */
function isProtected(content: string, after: string): boolean {
  if (/^(?:\p{Lu}\p{L}*|\p{L}{1,3})$/u.test(content) && /^\p{L}/u.test(after)) return true;
  return (
    /^[\p{L}\p{N}][^\s,;:={}()<>|/]*$/u.test(content) &&
    /\p{Lu}.*\p{Lu}|\p{Lu}.*\p{N}|\p{N}.*\p{Lu}/u.test(content)
  );
}
