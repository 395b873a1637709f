/** TeX source as tokens, with links between those that belong together. */
export type TexSource = {
  /** Commands (`\emph`, `\$`), braces, dollars, and the text between them. */
  tokens: string[];
  /** For each token, the index of the next `$`, `\)` or `\]` at or after it; -1 when there is none. */
  nextDollar: Int32Array;
  nextParen: Int32Array;
  nextBracket: Int32Array;
  /** For each `{`, the index of its `}`; -1 when there is none. */
  closing: Int32Array;
};

export type Formula = {
  tex: string;
  display: boolean;
  /** Index of the first token after the formula. */
  end: number;
};

/** Splits TeX source into linked tokens, in linear time whatever the nesting. */
export function readTex(text: string): TexSource {
  const tokens = text.match(/\\(?:[A-Za-z]+|[^A-Za-z]|$)|[{}$]|[^\\{}$]+/gu) ?? [];
  return {
    tokens,
    nextDollar: nextOf(tokens, "$"),
    nextParen: nextOf(tokens, "\\)"),
    nextBracket: nextOf(tokens, "\\]"),
    closing: matchBraces(tokens),
  };
}

/** The formula in dollars that begins at token `at`, or null when there is none or the dollar is a currency sign. */
export function findDollarFormula(source: TexSource, at: number): Formula | null {
  const { tokens, nextDollar } = source;
  if (tokens[at] !== "$") return null;
  const display = tokens[at + 1] === "$";
  const start = display ? at + 2 : at + 1;
  const close = nextDollar[start] ?? -1;
  if (close < 0) return null;
  const tex = tokens.slice(start, close).join("");
  if (!display) return isFormula(tex, tokens[close + 1]) ? { tex, display, end: close + 1 } : null;
  return tokens[close + 1] === "$" && tex.trim() ? { tex, display, end: close + 2 } : null;
}

/** The formula in `\(…\)` or `\[…\]` that begins at token `at`, or null. */
export function findBracketFormula(source: TexSource, at: number): Formula | null {
  const { tokens, nextDollar, nextParen, nextBracket } = source;
  const display = tokens[at] === "\\[";
  if (!display && tokens[at] !== "\\(") return null;
  const close = (display ? nextBracket : nextParen)[at] ?? -1;
  const dollar = nextDollar[at] ?? -1;
  if (close < 0 || (dollar >= 0 && dollar < close)) return null;
  const raw = tokens.slice(at + 1, close).join("");
  const tex = raw.trim();
  // Braces protect a formula that would be taken for a price between dollars, or that ends in a backslash.
  const safe = !tex.endsWith("\\") && (display || isFormula(tex, undefined));
  return {
    tex: tex === "" || safe ? tex : `{${raw}}`,
    display,
    end: close + 1,
  };
}

/**
 * Whether the text between two single dollars is a formula and not prose between two prices. This is Pandoc's rule (no
 * space just inside the dollars, no digit after them), relaxed for text with TeX commands, as in arXiv's `4$\times$4`.
 */
function isFormula(tex: string, next: string | undefined): boolean {
  const marked = /[\\^_]/.test(tex.replace(/\\[^A-Za-z]/gu, ""));
  if (tex.startsWith(" ") || tex.endsWith(" ")) return marked ? !isProse(tex) : /^ [A-Za-z] $/.test(tex);
  if (!/^\d/.test(tex)) return tex !== "";
  return marked ? !isProse(tex) : !/\s[A-Za-z]{2}/.test(tex) && !/^\d/.test(next ?? "");
}

function isProse(tex: string): boolean {
  const words = tex.replace(/\\[A-Za-z]+(?: ?\{[^{}]*\})?/g, " ").match(/[A-Za-z]{3,}/g);
  return (words?.length ?? 0) >= 3;
}

function nextOf(tokens: string[], wanted: string): Int32Array {
  const next = new Int32Array(tokens.length).fill(-1);
  let found = -1;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i] === wanted) found = i;
    next[i] = found;
  }
  return next;
}

function matchBraces(tokens: string[]): Int32Array {
  const closing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token === "{") open.push(i);
    const start = token === "}" ? open.pop() : undefined;
    if (start !== undefined) closing[start] = i;
  });
  return closing;
}
