import { normalized } from "@/lib/base/text";
import { splitMath } from "@/lib/papers/latex/latex";
import { readableMath } from "@/lib/papers/latex/math-plain";
import { texFormula, texName } from "@/lib/papers/latex/tex-names";
import { accents, letters } from "@/lib/papers/latex/tex-symbols";

const signs = new Map([
  ["\\", "\\textbackslash{}"],
  // BibTeX counts escaped braces too, so a lone brace in a field needs a command.
  ["{", "\\textbraceleft{}"],
  ["}", "\\textbraceright{}"],
  ["$", "\\$"],
  ["&", "\\&"],
  ["%", "\\%"],
  ["#", "\\#"],
  ["_", "\\_"],
  ["^", "\\textasciicircum{}"],
  ["~", "\\textasciitilde{}"],
  ["<", "\\textless{}"],
  [">", "\\textgreater{}"],
  ["|", "\\textbar{}"],
  ["-", "-{}"],
  ["–", "--"],
  ["—", "---"],
  ["“", "``"],
  ["”", "''"],
  ["‘", "`"],
  ["’", "'"],
  ["…", "\\textellipsis{}"],
  ["‐", "-"],
  ["‑", "-"],
  ["−", "{$-$}"],
  ["€", "\\texteuro{}"],
  ["£", "\\pounds{}"],
  ["§", "\\S{}"],
  ["¶", "\\P{}"],
  ["†", "\\dag{}"],
  ["‡", "\\ddag{}"],
  ["©", "\\textcopyright{}"],
  ["®", "\\textregistered{}"],
  ["™", "\\texttrademark{}"],
  ["°", "\\textdegree{}"],
  ["‰", "\\textperthousand{}"],
  ["‒", "--"],
  ["―", "---"],
  ["″", "{$\\prime\\prime$}"],
  ["⇌", "{$\\rightleftharpoons$}"],
  ["◦", "{$\\circ$}"],
  ["☉", "{$\\odot$}"],
  ["«", "\\guillemotleft{}"],
  ["»", "\\guillemotright{}"],
  ["„", "\\quotedblbase{}"],
  ["‚", "\\quotesinglbase{}"],
  ["¡", "\\textexclamdown{}"],
  ["¿", "\\textquestiondown{}"],
  ["\u00a0", "~"],
]);
// å is written with an accent command, which more BibTeX programs know than \aa.
const letterNames = new Map(
  Array.from(letters, ([name, letter]): [string, string] => [letter, name]).filter(
    ([, name]) => !/^(?:aa|slash|lq|rq|textquotesingle)$/i.test(name),
  ),
);
/** The commands of formulas for the accents of text. */
const overGreek = new Map(
  Object.entries({ "^": "hat", "=": "bar", "~": "tilde", ".": "dot", '"': "ddot", v: "check", "'": "acute" }),
);
const accentNames = new Map(Array.from(accents, ([name, mark]) => [mark, name]));

/**
 * Converts text to LaTeX source: accents become commands (é is `{\'e}`), special characters are escaped, formulas stay
 * between dollars. Greek letters and symbols become formulas (Σ is
 * `{$\Sigma$}`), which pdflatex takes with amsmath and amssymb. Characters without a command, such as Chinese, stay: current
 * programs read UTF-8, and typesetting them takes a font that the reader chooses.
 * @param text output of latexToText, with formulas in `$…$`
 */
export function toTex(text: string): string {
  return writePieces(text, escapeTex, (formula) => formula);
}

/** Like toTex, with braces around what a bibliography style must not lower-case: BERT, iPhone, formulas. */
export function toTexTitle(text: string): string {
  return writePieces(text, protectCase, (formula) => `{${formula}}`);
}

/** Like toTex for plain text: dollars are escaped, not read as formulas. */
export function escapeTex(text: string): string {
  // Two hyphens would become a dash.
  return normalized(text, "NFC").replace(
    /-(?=-)|\p{L}\p{M}+|[^\x20!"'()*+,\-./0-9:;=?@A-Z[\]a-z]/gu,
    escapeSign,
  );
}

function writePieces(text: string, write: (text: string) => string, frame: (formula: string) => string) {
  const pieces = splitMath(text).map((piece) => {
    if (piece.kind === "text") return write(piece.text);
    const formula = texFormula(piece.tex);
    return formula === null ? write(readableMath(piece.tex)) : frame(`$${formula}$`);
  });
  return pieces.join("").replace(/\s+/g, " ").trim();
}

function protectCase(text: string): string {
  return text
    .split(/([\p{L}\p{N}][\p{L}\p{M}\p{N}]*)/u)
    .map((part, i) =>
      i % 2 && /^.+\p{Lu}|^[B-HJ-Z]$/u.test(part) ? `{${escapeTex(part)}}` : escapeTex(part),
    )
    .join("");
}

function escapeSign(sign: string): string {
  const known = signs.get(sign);
  if (known !== undefined) return known;
  const symbol = texName(sign);
  // Braces keep styles from lower-casing \Sigma to \sigma.
  if (symbol !== undefined) return `{$${symbol}$}`;
  const letter = letterNames.get(sign);
  if (letter !== undefined) return `{\\${letter}}`;
  const [base = "", ...marks] = sign.normalize("NFD");
  if (marks.length === 0) return escapeCompatible(sign);
  const names = marks.map((mark) => accentNames.get(mark));
  const greek = texName(base);
  const over = marks.length === 1 ? overGreek.get(names[0] ?? "") : undefined;
  if (greek !== undefined && over !== undefined) return `{$\\${over}{${greek}}$}`;
  if (names.length === 0 || names.includes(undefined) || !/[A-Za-z]/.test(base)) return sign;
  const accented = names.reduce<string>((inner, name = "") => putAccent(name, inner), base);
  return `{${accented}}`;
}

/** ² is `{$^{2}$}`, ½ is 1/2, 𝔽 is F; characters without such a form, such as Chinese ones, stay. */
function escapeCompatible(sign: string): string {
  const plain = sign.normalize("NFKD").replace("⁄", "/").replace("−", "-");
  if (plain === sign || !/^[\x20-\x7e]+$/.test(plain)) return sign;
  if (/[⁰¹²³⁴-⁹ⁿⁱ⁺⁻]/.test(sign)) return `{$^{${plain}}$}`;
  if (/[₀-₉₊₋ₐ-ₜ]/.test(sign)) return `{$_{${plain}}$}`;
  return escapeTex(plain);
}

function putAccent(name: string, inner: string): string {
  if (inner.startsWith("\\")) return `\\${name}{${inner}}`;
  return /[a-zA-Z]/.test(name) ? `\\${name} ${inner}` : `\\${name}${inner}`;
}
