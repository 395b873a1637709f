import type { KatexOptions } from "katex";
import { readTex, type TexSource } from "./tex-tokens";

/** How KaTeX reads formulas: without macros of the writer beyond a few, so that its work stays linear in their length. */
export const katexSettings: KatexOptions = {
  throwOnError: true,
  trust: false,
  maxExpand: 100,
  maxSize: 50,
  strict: false,
};

/**
 * How many formulas of a text KaTeX reads, how long each, and how long all of them. None of 74,728 abstracts of arXiv has
 * more than 49 formulas.
 */
export const mathLimits = { formulas: 100, formulaLength: 1000, length: 4000 };

/** Tells of one formula of a text after the other whether KaTeX is to read it, so that the time for a text stays short. */
export function formulaBudget(): (tex: string) => boolean {
  let formulas = 0;
  let length = 0;
  return (tex) => {
    formulas += 1;
    length += tex.length;
    const isWithin = formulas <= mathLimits.formulas && length <= mathLimits.length;
    return isWithin && tex.length <= mathLimits.formulaLength;
  };
}

/** Commands that KaTeX lacks, and those that it has for them. */
const replacements: ReadonlyMap<string, string> = new Map([
  ["\\mathds", "\\mathbb"],
  ["\\mathbbm", "\\mathbb"],
  ["\\nicefrac", "\\frac"],
  ["\\sfrac", "\\frac"],
  ["\\mbox", "\\text"],
  ["\\textsc", "\\text"],
  ["\\ensuremath", ""],
  ["\\boldmath", ""],
  ["\\unboldmath", ""],
  ["\\protect", ""],
  ["\\xspace", ""],
  ["\\textsubscript", "_\\text"],
  ["\\textsuperscript", "^\\text"],
  ["\\textasciitilde", "\\sim "],
  ["\\micro", "\\mu "],
  ["\\textmu", "\\mu "],
]);

/** Environments that KaTeX lacks, or knows only in displayed formulas, and those that it has for them. */
const environments: ReadonlyMap<string, string> = new Map([
  ["equation", ""],
  ["displaymath", ""],
  ["math", ""],
  ["subequations", ""],
  ["align", "aligned"],
  ["flalign", "aligned"],
  ["alignat", "alignedat"],
  ["eqnarray", "aligned"],
  ["gather", "gathered"],
  ["multline", "gathered"],
]);

/**
 * A formula as KaTeX can read it: environments and commands that it lacks are replaced by those that it has, `\href` and
 * `\label` by what is to be seen of them, and signs that TeX would take for comments or columns are escaped.
 */
export function forKatex(tex: string): string {
  if (!/[%#&\\]/.test(tex)) return tex;
  const source = readTex(tex);
  const hasColumns = source.tokens.includes("\\begin") || source.tokens.includes("\\matrix");
  let made = "";
  for (let at = 0; at < source.tokens.length; ) {
    const [text, next] = readAt(source, at, hasColumns);
    made += text;
    at = next;
  }
  return made;
}

/** What stands for the token at an index, and the index of the next one to read. */
function readAt(source: TexSource, at: number, hasColumns: boolean): [string, number] {
  const token = source.tokens[at] ?? "";
  if (!token.startsWith("\\")) return [token.replace(hasColumns ? /[%#]/g : /[%#&]/g, "\\$&"), at + 1];
  const first = argumentAt(source, at + 1);
  if (token === "\\unicode" && first) return [signOf(first.tex) ?? token + first.tex, first.end];
  if (token === "\\label" && first) return ["", first.end];
  if (token === "\\url" && first) return [`\\text{${escaped(first.tex)}}`, first.end];
  if (token === "\\href" && first) return readLink(source, first);
  if (token === "\\begin" || token === "\\end") return readEnvironment(source, at, first);
  const known = replacements.get(token) ?? token;
  // Names in text have underscores: \texttt{build_network}.
  if (first && /^\\(?:text\w*|mbox)$/.test(token) && /^[^\\$^]*_[^\\$^]*$/.test(first.tex))
    return [`${known}{${escaped(first.tex)}}`, first.end];
  return [known, at + 1];
}

function readLink(source: TexSource, address: Argument): [string, number] {
  const text = argumentAt(source, address.end);
  if (!text) return [`\\text{${escaped(address.tex)}}`, address.end];
  return [/[\\$]|^\s*$/.test(text.tex) ? `{${text.tex}}` : `\\text{${escaped(text.tex)}}`, text.end];
}

function readEnvironment(source: TexSource, at: number, name: Argument | null): [string, number] {
  const token = source.tokens[at] ?? "";
  const known = name && environments.get(name.tex.replace(/\*$/, ""));
  if (!name || known === undefined || known === null) return [token, at + 1];
  return [known && `${token}{${known}}`, name.end];
}

type Argument = { tex: string; end: number };

function argumentAt({ tokens, closing }: TexSource, at: number): Argument | null {
  const close = tokens[at] === "{" ? (closing[at] ?? -1) : -1;
  return close < 0 ? null : { tex: tokens.slice(at + 1, close).join(""), end: close + 1 };
}

function escaped(address: string): string {
  return address.replace(/\\?([%#&_])/g, "\\$1").replaceAll("~", "\\textasciitilde ");
}

/** The character of MathJax's `\unicode{x2013}` or `\unicode{8211}`; null when there is none of that number. */
export function signOf(code: string): string | null {
  const [, hex, decimal] = /^\s*(?:x([\da-f]{1,6})|(\d{1,7}))\s*$/i.exec(code) ?? [];
  const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
  const isCharacter = point >= 32 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : null;
}
