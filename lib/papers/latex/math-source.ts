import "katex/contrib/mhchem";
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
  ["\\upmu", "\\mu "],
  ["\\slashed", "\\not"],
  ["\\centernot", "\\not"],
  ["\\nequiv", "\\not\\equiv"],
  ["\\nsubset", "\\not\\subset"],
  ["\\nsupset", "\\not\\supset"],
  ["\\lsim", "\\lesssim"],
  ["\\gsim", "\\gtrsim"],
]);

/** Commands that KaTeX lacks or reads otherwise, and what stands before and after each of their arguments instead. */
const enclosures: ReadonlyMap<string, readonly string[]> = new Map([
  ["\\abs", ["\\left|", "\\right|"]],
  ["\\norm", ["\\left\\|", "\\right\\|"]],
  ["\\expval", ["\\langle ", "\\rangle "]],
  ["\\ketbra", ["\\ket", "\\bra", ""]],
  ["\\braket", ["\\langle ", "|", "\\rangle "]],
]);

const accents =
  /^\\(?:(?:wide)?(?:hat|tilde|check)|bar|overline|underline|vec|d?dot|breve|acute|grave|mathring)$/;
const fonts = /^\\(?:math[a-z]+|bm|boldsymbol|pmb|operatorname|sqrt|rm|bf|it|tt|sf|cal|text[a-z]*)$/;
const functions = /^\\(?:max|min|sup|inf|lim|log|ln|exp|det|dim)$/;

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
  const source = readTex(inLatex(tex));
  const hasColumns = source.tokens.includes("\\begin") || source.tokens.includes("\\matrix");
  // What is to be written after the token at an index.
  const after = new Map<number, string>();
  let made = "";
  for (let at = 0; at < source.tokens.length; ) {
    const [text, next] = readAt(source, at, hasColumns);
    const parts = enclosedParts(source, at) ?? bracedPart(source, at) ?? [];
    for (const [end, sign] of parts.slice(1)) after.set(end, sign + (after.get(end) ?? ""));
    const isLetter = after.has(at) && /^[^\\{}]/.test(text);
    const ending = Array.from({ length: next - at }, (_, i) => after.get(at + i) ?? "").join("");
    // The argument may be the first letter of what follows: \bar\mathcal Ox.
    made += parts[0]?.[1] ?? "";
    made += isLetter ? text.replace(/^\s*\S/u, `$&${ending}`) : text + ending;
    at = next;
  }
  return made;
}

/** Plain TeX that LaTeX has other commands for: `\buildrel < \over \sim`, `\lower.5ex\hbox{…}`. */
function inLatex(tex: string): string {
  if (!/\\(?:buildrel|stackrel|raise|lower)/.test(tex)) return tex;
  return tex
    .replace(/\\(?:lower|raise)\s*-?[\d.]+\s*(?:ex|em|pt)\s*(?=\\[hm]box)/g, "")
    .replace(/\\(?:buildrel|stackrel)\s*\{?\s*([<>])\s*\}?\s*(?:\\over\s*)?\{?\s*\\sim\s*\}?/g, (_, sign) =>
      sign === "<" ? "\\lesssim " : "\\gtrsim ",
    )
    .replace(
      /\\buildrel\s*(\{[^{}]*\}|\\[A-Za-z]+|[^\s\\{}])\s*\\over\s*(\{[^{}]*\}|\\[A-Za-z]+|[^\s\\{}])/g,
      "\\stackrel{$1}{$2}",
    );
}

/** A sign to write before the first of two indexes, and after the others. */
type Insertion = [at: number, sign: string];

/** What is to be written round the arguments of a command that has enclosures; null when it lacks an argument. */
function enclosedParts(source: TexSource, at: number): Insertion[] | null {
  const parts: Insertion[] = [];
  let last = at;
  for (const sign of enclosures.get(source.tokens[at] ?? "") ?? []) {
    if (parts.length > 0) last = source.tokens[last + 1] === "{" ? (source.closing[last + 1] ?? -1) : -1;
    if (last < 0) return null;
    parts.push([last, sign]);
  }
  return parts.length > 0 ? parts : null;
}

/** The braces of a command that KaTeX takes as index, exponent or under an accent only in braces: `x_\bar{a}`, `x_\max`. */
function bracedPart({ tokens, closing }: TexSource, at: number): Insertion[] | null {
  const token = tokens[at] ?? "";
  const before = tokens[/^\s+$/.test(tokens[at - 1] ?? "") ? at - 2 : at - 1] ?? "";
  if (!token.startsWith("\\") || !(/[_^]\s*$/.test(before) || accents.test(before))) return null;
  let last = at;
  while (accents.test(tokens[last] ?? "") || fonts.test(tokens[last] ?? "")) last += 1;
  const argument = tokens[last] ?? "";
  if (last === at)
    return functions.test(token)
      ? [
          [at, "{"],
          [at, "}"],
        ]
      : null;
  const end = argument === "{" ? (closing[last] ?? -1) : /^\s*[^\s{}$]/.test(argument) ? last : -1;
  return end < 0
    ? null
    : [
        [at, "{"],
        [end, "}"],
      ];
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
  if (enclosedParts(source, at)) return ["", at + 1];
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
