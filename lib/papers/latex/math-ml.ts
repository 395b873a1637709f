import katex from "katex";
import { LRUCache } from "lru-cache";
import { splitMath } from "./latex";
import { forKatex, formulaBudget, katexSettings } from "./math-source";

/** A part of a text as a page shows it: plain text, a formula as MathML, or a formula that stays as it was typed. */
export type ShownPart =
  | { kind: "text"; text: string }
  | { kind: "math"; mathMl: string }
  | { kind: "tex"; tex: string };

// Formulas recur in titles, lists and searches. The size is in characters.
const typeset = new LRUCache<string, { mathMl: string | null }>({
  maxSize: 4_000_000,
  sizeCalculation: ({ mathMl }, key) => key.length + (mathMl?.length ?? 0) + 1,
});

// A macro of 1,000 letters that calls itself a hundred times would be read as 100,000 letters.
const definition = /\\(?:[gex]?def|let|futurelet|(?:re)?newcommand|providecommand|global|long)(?![A-Za-z])/;

/**
 * Splits a text with formulas in `$…$` into the parts that a page shows; formulas beyond `mathLimits` stay TeX. Takes time
 * linear in its length.
 */
export function typesetMath(text: string): ShownPart[] {
  const isWithin = formulaBudget();
  return splitMath(text).map((piece): ShownPart => {
    if (piece.kind === "text") return piece;
    const { tex, display } = piece;
    const mathMl = isWithin(tex) ? toMathMl(tex, display) : null;
    return mathMl === null ? { kind: "tex", tex } : { kind: "math", mathMl };
  });
}

function toMathMl(tex: string, display: boolean): string | null {
  if (definition.test(tex)) return null;
  const key = `${display ? "$$" : "$"}${tex}`;
  const known = typeset.get(key);
  if (known) return known.mathMl;
  const mathMl = render(tex, display);
  typeset.set(key, { mathMl });
  return mathMl;
}

function render(tex: string, displayMode: boolean): string | null {
  try {
    return katex.renderToString(forKatex(tex), { ...katexSettings, displayMode, output: "mathml" });
  } catch {
    return null;
  }
}
