/** TeX source as tokens, with links between those that belong together. */
export type TexSource = {
  /** Commands (`\emph`, `\$`), braces, dollars, and the text between them. */
  tokens: string[];
  /** For each `{`, the index of its `}`; -1 when there is none. */
  closing: Int32Array;
  /** For each `}`, the index of its `{`; -1 when there is none. */
  opening: Int32Array;
  /** For each token, the index of the next `$`, `$$`, `\)` or `\]` at or after it, groups in braces skipped; -1 for none. */
  nextDollar: Int32Array;
  nextTwoDollars: Int32Array;
  nextParen: Int32Array;
  nextBracket: Int32Array;
  /** For the `\begin` of each environment, the index of its `\end`. */
  ends: ReadonlyMap<number, number>;
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
  const { closing, opening } = matchBraces(tokens);
  const next = (isWanted: (at: number) => boolean, past = false) => nextOf(tokens, closing, isWanted, past);
  return {
    tokens,
    closing,
    opening,
    nextDollar: next((at) => tokens[at] === "$"),
    nextTwoDollars: next((at) => tokens[at] === "$" && tokens[at + 1] === "$"),
    nextParen: next((at) => tokens[at] === "\\)", true),
    nextBracket: next((at) => tokens[at] === "\\]", true),
    ends: matchEnvironments(tokens),
  };
}

/**
 * The formula in dollars that begins at token `at`, or null when there is none or the dollar is a currency sign. As for
 * MathJax, dollars in braces do not end a formula: `$\text{if $x$}$` is one.
 */
export function findDollarFormula(source: TexSource, at: number): Formula | null {
  const { tokens, nextDollar, nextTwoDollars } = source;
  if (tokens[at] !== "$") return null;
  if (tokens[at + 1] === "$") {
    const close = nextTwoDollars[at + 2] ?? -1;
    const tex = close < 0 ? "" : tokens.slice(at + 2, close).join("");
    return tex.trim() ? { tex, display: true, end: close + 2 } : null;
  }
  const close = nextDollar[at + 1] ?? -1;
  if (close < 0) return null;
  const tex = tokens.slice(at + 1, close).join("");
  return isFormula(tex, tokens[close + 1]) ? { tex, display: false, end: close + 1 } : null;
}

/** The formula in `\(…\)` or `\[…\]` that begins at token `at`, or null. Dollars in it are escaped, as TeX needs them. */
export function findBracketFormula(source: TexSource, at: number): Formula | null {
  const { tokens, nextParen, nextBracket } = source;
  const display = tokens[at] === "\\[";
  if (!display && tokens[at] !== "\\(") return null;
  const close = (display ? nextBracket : nextParen)[at + 1] ?? -1;
  if (close < 0) return null;
  const raw = closed(source, at + 1, close);
  const tex = raw.trim();
  // Braces protect a formula that would be taken for a price between dollars, or that ends in a backslash.
  const safe = !tex.endsWith("\\") && (display || isFormula(tex, undefined));
  return { tex: tex === "" || safe ? tex : `{${raw}}`, display, end: close + 1 };
}

/** The tokens of a formula, with braces that find no partner in it and dollars outside braces escaped. */
function closed({ tokens, closing, opening }: TexSource, from: number, to: number): string {
  const written: string[] = [];
  let depth = 0;
  for (let at = from; at < to; at++) {
    const token = tokens[at] ?? "";
    const isOpen = token === "{" && (closing[at] ?? -1) >= 0 && (closing[at] ?? to) < to;
    const isClose = token === "}" && (opening[at] ?? -1) >= from;
    depth += Number(isOpen) - Number(isClose);
    const isKept = isOpen || isClose || (token === "$" && depth > 0) || !/^[{}$]$/.test(token);
    written.push(isKept ? token : `\\${token}`);
  }
  return written.join("");
}

const mathEnvironment =
  /^(?:equation|align|gather|multline|flalign|alignat|eqnarray|displaymath|math|split|aligned|gathered|alignedat|array|[pbvBV]?(?:small)?matrix|cases|[dr]cases|CD|subequations)\*?$/;

/** The environment for formulas (`\begin{align}…\end{align}`) that begins at token `at`, with its commands; or null. */
export function findEnvironment(source: TexSource, at: number): Formula | null {
  const { tokens, nextDollar, ends } = source;
  const close = ends.get(at);
  if (close === undefined || !mathEnvironment.test(tokens[at + 2] ?? "")) return null;
  const dollar = nextDollar[at] ?? -1;
  if (dollar >= 0 && dollar < close) return null;
  return { tex: closed(source, at, close + 4), display: true, end: close + 4 };
}

/**
 * Whether the text between two single dollars is a formula and not prose between two prices: MathJax takes everything
 * for a formula, and no price has a command (`4$\times$4`) or ends where the next one begins without a space.
 */
function isFormula(source: string, next: string | undefined): boolean {
  const tex = source.replace(/\\ $/, "");
  if (source.trim() === "") return false;
  const marked = /[\\^_]/.test(tex.replace(/\\[^A-Za-z]/gu, ""));
  if (/^\s*[\d.,]*\d/.test(tex)) return isNumeric(tex, marked, next);
  // Between parentheses the dollar stands for money: "($) or ($)".
  if (!marked && /^[^(){]*\)|\([^()}]*$/.test(tex) && /\p{L}{2}/u.test(tex)) return false;
  if (/^\s|\s$/.test(tex)) return marked ? !isProse(tex) : !/\p{L}{2}/u.test(tex);
  return true;
}

/** The same of a text that begins with a number, which may be a price. */
function isNumeric(tex: string, marked: boolean, next: string | undefined): boolean {
  if (marked) return !isProse(tex);
  // "at $30 FPS$, with"
  if (
    /^[\d.,]+ (?!(?:to|and|or|per|for|in|of)\$)[A-Za-z]{2,6}$/.test(tex) &&
    /^(?:[\s,.;:)]|$)/.test(next ?? "")
  )
    return true;
  const endsBeforePrice = /\s$/.test(tex) && /^[\p{L}\p{N}\\]/u.test(next ?? "");
  return !endsBeforePrice && !/\s[A-Za-z]{2}/.test(tex) && !/^\d/.test(next ?? "");
}

function isProse(tex: string): boolean {
  const words = tex.replace(/\\[A-Za-z]+(?: ?\{[^{}]*\})?/g, " ").match(/[A-Za-z]{3,}/g);
  return (words?.length ?? 0) >= 3;
}

/** @param past whether the search goes on past a brace that has no partner */
function nextOf(
  tokens: string[],
  closing: Int32Array,
  isWanted: (at: number) => boolean,
  past: boolean,
): Int32Array {
  const next = new Int32Array(tokens.length + 1).fill(-1);
  for (let at = tokens.length - 1; at >= 0; at--) {
    const close = tokens[at] === "{" ? (closing[at] ?? -1) : at;
    if (isWanted(at)) next[at] = at;
    else if (close >= 0) next[at] = next[close + 1] ?? -1;
    else if (past) next[at] = next[at + 1] ?? -1;
  }
  return next;
}

function matchBraces(tokens: string[]) {
  const closing = new Int32Array(tokens.length).fill(-1);
  const opening = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, at) => {
    if (token === "{") open.push(at);
    const start = token === "}" ? open.pop() : undefined;
    if (start === undefined) return;
    closing[start] = at;
    opening[at] = start;
  });
  return { closing, opening };
}

function matchEnvironments(tokens: string[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open = new Map<string, number[]>();
  tokens.forEach((token, at) => {
    if ((token !== "\\begin" && token !== "\\end") || tokens[at + 1] !== "{" || tokens[at + 3] !== "}")
      return;
    const name = tokens[at + 2] ?? "";
    if (token === "\\begin") {
      open.set(name, [...(open.get(name) ?? []).slice(-50), at]);
      return;
    }
    const start = open.get(name)?.pop();
    if (start !== undefined) ends.set(start, at);
  });
  return ends;
}
