/** A part of what is written: words, a formula with its dollars, or text in which nothing is to be typeset. */
export type TexPart = { kind: "words" | "formula" | "fixed"; text: string };

// Noncharacters, which no text contains, stand for what is not typeset.
const formula = "\ufdd0";
const numeric = "\ufdd1";
const fixed = "\ufdd2";
const held = /[\ufdd0-\ufdd2]/;

/** Typesets words as TeX does, across formulas: ties become spaces, hyphens dashes, and quotation marks curly. */
export function typeset(parts: TexPart[]): TexPart[] {
  const kept: TexPart[] = [];
  const keep = (part: TexPart) => {
    kept.push(part);
    if (part.kind === "fixed") return fixed;
    return /^\$+\s*[\d.\-+]/.test(part.text) ? numeric : formula;
  };
  const line = parts
    .map((part) => (part.kind === "words" ? holdAddresses(part.text, keep) : keep(part)))
    .join("");
  const made = dashed(quoted(tied(line)));
  const words = made.split(held);
  return words.flatMap((text, i): TexPart[] => {
    const before = kept[i - 1];
    return [...(before ? [before] : []), ...(text ? [{ kind: "words" as const, text }] : [])];
  });
}

function holdAddresses(text: string, keep: (part: TexPart) => string): string {
  return text.replace(/https?:\/\/\S+/g, (address) => keep({ kind: "fixed", text: address }));
}

// Words before which a number refers to something; before others, "~" and a decimal fraction mean "about".
const referring =
  /^(?:sections?|secs?|chapters?|figures?|figs?|tables?|tabs?|eqs?|eqn|equations?|theorems?|lemmas?|propositions?|corollary|definitions?|remarks?|examples?|algorithms?|appendix|parts?|versions?|release|refs?|steps?|lines?|pages?|level|of|to|in|by|with|at|than|from|and|or|is|are|for)$/i;

/** Replaces the ties of a text by spaces, and keeps each "~" that means "about", "to" or "distributed as". */
function tied(text: string): string {
  return text.replace(/~+/g, (ties, at: number) => {
    const before = text.slice(Math.max(0, at - 30), at);
    const after = text.slice(at + ties.length, at + ties.length + 12);
    return isTie(before, after) ? (/^\s/.test(after) ? "" : " ") : ties;
  });
}

function isTie(before: string, after: string): boolean {
  const isNumber = /^[-+−]?\.?\d/.test(after) || after.startsWith(numeric);
  if (/~[<>=]$/.test(before)) return true;
  if (before === "" || /[\s(/]$/.test(before)) return false;
  if (/[[{"'“‘`<>≤≥≲≳≈+\-–—:±]$/.test(before) && isNumber) return false;
  const [, word = ""] = /(?:^|[^\p{L}\p{N}.])(\p{L}+)$/u.exec(before) ?? [];
  // The stage of an ion: "H~i", "[O~III]".
  if (/^[HCNOFPSKVIUWYB]$/.test(word) && /^(?:[ivx]+|[IVX]+)(?![\p{L}\p{N}])/u.test(after)) return true;
  if (word.length === 1 && !/^[aAIà]$/.test(word)) return !(isNumber || /^\s?[\d\p{L}]/u.test(after));
  if (/\d[\p{L}%°]*$/u.test(before) && (isNumber || /^ \d/.test(after))) return false;
  const isFraction = /^\d*\.\d/.test(after);
  if (word && isFraction) return referring.test(word) || /^\p{Lu}\p{Ll}/u.test(word);
  return after !== "";
}

/** Makes dashes of two and three hyphens, but neither of arrows (`-->`) nor of options (`--help`). */
function dashed(text: string): string {
  return text.replace(/-{2,}/g, (hyphens, at: number) => {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + hyphens.length);
    if (/[<>|+!]/.test(before) || /[<>|+]/.test(after)) return hyphens;
    if (hyphens.length === 2 && /^[\s("'“‘`[]?$/.test(before) && /[A-Za-z]/.test(after)) return hyphens;
    return hyphens.length === 2 ? "–" : hyphens.length === 3 ? "—" : hyphens;
  });
}

const farthest = 300;

type Opened = { at: number; mark: string };

/** Makes curly quotation marks of TeX's, in pairs; what has no partner stays as it was typed. */
function quoted(text: string): string {
  const curly = new Map<number, string>();
  let double: Opened | null = null;
  let single: Opened | null = null;
  let straight: Opened | null = null;
  for (const { 0: mark, index: at } of text.matchAll(/``|''|`|'|"|[“”‘’]/g)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + mark.length);
    const closes = before !== "" && !/[\s(]/.test(before) && !/[\p{L}\p{N}]/u.test(after);
    const opens = after !== "" && !/\s/.test(after) && !/[\p{L}\p{N}]/u.test(before);
    if (single && at - single.at > farthest) single = null;
    if (mark === '"') straight = !straight && opens && !double ? { at, mark } : null;
    // "some words''
    if (mark === "''" && straight && !double && closes && !/\d/.test(before) && at - straight.at < farthest)
      double = { at: straight.at, mark: "''" };
    if (double && (mark === "''" || (closes && (mark === '"' || mark === "``")))) {
      if (double.mark === "''") curly.set(double.at, "“");
      curly.set(at, "”");
      double = null;
    } else if (mark === "``" || mark === "“") {
      if (mark === "``") curly.set(at, "“");
      double = { at, mark };
    } else if (mark === "”") double = null;
    else if (mark === "''" && opens && !closes) double = { at, mark };
    else if (mark === "`" && single) single = null;
    else if (mark === "`" && opens) single = { at, mark };
    else if (mark === "'" && single && closes) {
      curly.set(single.at, "‘");
      curly.set(at, "’");
      single = null;
    }
  }
  if (curly.size === 0) return text;
  return text.replace(/``|''|`|'|"/g, (mark, at: number) => curly.get(at) ?? mark);
}
