import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latexToText, plainText, splitMath } from "./latex";

const cases: [latex: string, text: string][] = [
  ['na\\"ive', "naïve"],
  ["{\\'e}tude", "étude"],
  ["caf\\'{e}", "café"],
  ["Fran\\c{c}ois and Fran\\c cois", "François and François"],
  ["\\O re, \\o re", "Øre, øre"],
  ["Stra\\ss e, stra{\\ss}e", "Straße, straße"],
  ['Erd\\H{o}s, Ho\\v{r}ava, \\L{}ukasz, \\AA ngstr\\"om', "Erdős, Hořava, Łukasz, Ångström"],
  ["Mart\\'{\\i}nez and Mart\\'\\i nez", "Martínez and Martínez"],
  ["Nguy\\~{\\^e}n", "Nguyễn"],
  ["\\~n \\`a \\^o \\=u \\.z \\u{g} \\k{a} \\r{u} \\d{s}", "ñ à ô ū ż ğ ą ů ṣ"],
  ["na\u0069\u0308ve", "naïve"],
  ['\\"quoted\\" words', '"quoted" words'],
  ["\\textbf{Bold}, \\emph{stress}, \\textit{slant}, \\texttt{code}", "Bold, stress, slant, code"],
  ["{\\bf Old} {\\em style}", "Old style"],
  ["see \\href{https://example.org/a_b}{the page}", "see the page"],
  ["at \\url{https://example.org/~me/a_b--c}", "at https://example.org/~me/a_b--c"],
  ["Fig.~3, Sec.~\\ref{sec:x} too", "Fig. 3, Sec. too"],
  ["about ~10x, (~5)", "about ~10x, (~5)"],
  ["40\\% of R\\&D in \\_x\\#", "40% of R&D in _x#"],
  ["``quotes'' and `single'", "“quotes” and ‘single'"],
  ["2--3 --- or more ----", "2–3 — or more ----"],
  ["as shown~\\cite[p.~3]{a,b}.", "as shown."],
  ["as \\citet{a} shows", "as shows"],
  ["A title\\footnote{With \\emph{thanks}.} here", "A title here"],
  ["The {BERT} of {\\sc Birds}", "The BERT of Birds"],
  ["\\unknown{kept} words", "kept words"],
  ["\\textcolor{red}{warm} \\color{blue} cold", "warm cold"],
  ["line\n  broken\r\n\ttwice", "line broken twice"],
  ["one\\\\two\\,three\\ four", "one two three four"],
  ["5\\,\\times\\,4, \\alpha-decay, 90\\deg, \\LaTeX is", "5 × 4, α-decay, 90°, LaTeX is"],
  ["\\ie this, \\eg that", "i.e. this, e.g. that"],
  ["in $O(n \\log n)$ time", "in $O(n \\log n)$ time"],
  ["$$a\n= b$$", "$$a = b$$"],
  ["\\(x^2\\) and \\[ y \\]", "$x^2$ and $$y$$"],
  ["\\(5 and 6\\)", `\${5 and 6}$`],
  ["$\\textit{kept}$ as $\\'e$", "$\\textit{kept}$ as $\\'e$"],
  ["a budget of \\$5", "a budget of \\$5"],
  ["with $500 Training Cost", "with \\$500 Training Cost"],
  ["$5 and $10", "\\$5 and \\$10"],
  ["$5/$10", "\\$5/\\$10"],
  ["under $50 for an $\\alpha$ of 2", "under \\$50 for an $\\alpha$ of 2"],
  ["$2 \\times 2$ games, 4$\\times$4 grids", "$2 \\times 2$ games, 4$\\times$4 grids"],
  [`$2$\{3}`, `\${2}$3`],
  ["the text $ T $ costs $ 5", "the text $ T $ costs \\$ 5"],
  ["\\{x\\}", "\\{x\\}"],
  ["{unbalanced", "unbalanced"],
  ["\\cite{unbalanced", "unbalanced"],
  ["\\", ""],
  ["", ""],
];

describe("latexToText", () => {
  it.each(cases)("%j", (latex, text) => {
    expect(latexToText(latex)).toBe(text);
  });

  const snippets = fc.constantFrom(
    "$",
    "$$",
    "\\$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "{",
    "}",
    "\\{",
    "\\",
    "~",
    "-",
    "`",
    "'",
    '\\"',
    "\\'",
    "\\c",
    "\\cite{x}",
    "\\emph",
    "\\i",
    "\\alpha",
    "\\textasciitilde",
    "\\url{http://a}",
    "http://b.c",
    "[",
    "]",
    "^",
    " ",
    "\n",
    "5",
    "12",
    "e",
    "x",
    "ab",
    " word ",
    "ü",
    "\u0301",
    "\\~{}",
    "\\etal",
    "\\frac",
    ".",
    "(",
  );
  const hostile = fc.array(fc.oneof(snippets, snippets, fc.string({ unit: "grapheme" })), { maxLength: 30 });

  it("is idempotent", () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const once = latexToText(parts.join(""));
        expect(latexToText(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves no command outside formulas", () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const once = latexToText(parts.join(""));
        const outside = splitMath(once).flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
        expect(outside.join("")).not.toContain("\\");
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["braces", "{".repeat(100_000) + "}".repeat(100_000)],
    ["backslashes", "\\".repeat(500_001)],
    ["open citations", "\\cite{".repeat(200_000)],
    ["citations after a long text", `${"a ".repeat(500_000)}${"\\cite{x}".repeat(50_000)}`],
    ["open formulas", `${"\\(".repeat(250_000)}$`],
    ["dollars", "$a ".repeat(60_000)],
    ["ties", `${"~".repeat(1_000_000)}\\cite{x}`],
    ["accents", "\\'".repeat(250_000)],
  ])("reads many %s in linear time", (_, latex) => {
    // With quadratic time, a text of this length would exceed the time limit of a test.
    splitMath(latexToText(latex));
  });
});

describe("splitMath", () => {
  it("splits text and formulas and unescapes dollars", () => {
    expect(splitMath("\\$5 for $x^2$ and $$y$$.")).toEqual([
      { kind: "text", text: "$5 for " },
      { kind: "math", tex: "x^2", display: false },
      { kind: "text", text: " and " },
      { kind: "math", tex: "y", display: true },
      { kind: "text", text: "." },
    ]);
  });

  it("leaves prices alone in text that was never cleaned", () => {
    expect(splitMath("$5 and $10")).toEqual([{ kind: "text", text: "$5 and $10" }]);
  });

  it("gives one piece for plain text and none for an empty string", () => {
    expect(splitMath("plain \\{x\\}")).toEqual([{ kind: "text", text: "plain {x}" }]);
    expect(splitMath("")).toEqual([]);
  });
});

describe("plainText", () => {
  it.each([
    ["D$^2$Plan", "D²Plan"],
    ["$\\alpha$-Fairness at \\$5", "α-Fairness at $5"],
    ["CH$_{4}$ in $\\mathrm{GR}(p^{n}, \\ell)$", "CH₄ in GR(pⁿ, ℓ)"],
    ["98$\\times$ faster", "98× faster"],
    ["$\\frac{1}{2}\\log n$", "1/2log n"],
    ["$x_{ab}^{cd}\\,\\%$", "x_ab^cd%"],
  ])("%j", (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
