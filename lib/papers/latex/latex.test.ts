import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latexToParagraphs, latexToText, plainText, splitMath } from "./latex";

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
  ["\\it{in situ} and {\\it in vivo}", "in situ and in vivo"],
  ["\\lq\\lq quoted\\rq\\rq{} don\\textquotesingle t", "“quoted” don't"],
  ["5\\arcsec, 3\\degr, M_\\sun", "5″, 3°, M_⊙"],
  ["see \\href{https://example.org/a_b}{the page}", "see the page (https://example.org/a_b)"],
  ["\\href{https://example.org/a_b}{example.org/a\\_b}", "example.org/a_b"],
  ["$\\href{https://example.org/a_b}{\\text{this https URL}}$", "this https URL (https://example.org/a_b)"],
  ["poses, \\etc. On lips, \\etc However", "poses, etc. On lips, etc. However"],
  ["CALIOP\\slash CALIPSO", "CALIOP/CALIPSO"],
  ["(\\romannumeral1) one (\\romannumeral 2) two \\romannumeral99", "(i) one (ii) two \\romannumeral99"],
  ["at https://a\\allowbreak-b.github.io/\\allowbreak C/.", "at https://a-b.github.io/C/."],
  ["\\verb|Llama-3.2| at \\verb+a.com/x+, \\verb?", "Llama-3.2 at a.com/x, \\verb?"],
  ["named \\b geometric \\b black-box, \\b{b}", "named geometric black-box, ḇ"],
  ["at \\url{https://example.org/~me/a_b--c}", "at https://example.org/~me/a_b--c"],
  ["Fig.~3, Sec.~\\ref{sec:x} too", "Fig. 3, Sec. too"],
  ["about ~10x, (~5)", "about ~10x, (~5)"],
  ["40\\% of R\\&D in \\_x\\#", "40% of R&D in _x#"],
  ["``quotes'' and `single'", "“quotes” and ‘single’"],
  ["2--3 --- or more ----", "2–3 — or more ----"],
  ["as shown~\\cite[p.~3]{a,b}.", "as shown."],
  ["as \\citet{a} shows", "as shows"],
  ["A title\\footnote{With \\emph{thanks}.} here", "A title (With thanks.) here"],
  ["The {BERT} of {\\sc Birds}", "The BERT of Birds"],
  ["\\unknown{kept} words", "\\unknown\\{kept\\} words"],
  ["\\textcolor{red}{warm} \\color{blue} cold", "warm cold"],
  ["line\n  broken\r\n\ttwice", "line broken twice"],
  ["one\\\\two\\,three\\ four", "one two three four"],
  ["5\\,\\times\\,4, \\alpha-decay, 90\\deg, \\LaTeX is", "5 × 4, α-decay, 90°, LaTeX is"],
  ["\\ie this, \\eg that", "i.e. this, e.g. that"],
  ["in $O(n \\log n)$ time", "in $O(n \\log n)$ time"],
  ["$$a\n= b$$", "$$a = b$$"],
  ["\\(x^2\\) and \\[ y \\]", "$x^2$ and $$y$$"],
  ["\\(5 and 6\\)", `\${5 and 6}$`],
  ["\\(ab (c\\)", `\${ab (c}$`],
  ["$\\textit{words}$ in $x_\\text{a}$ as $\\'e$", "words in $x_\\text{a}$ as $\\'e$"],
  ["a budget of \\$5", "a budget of \\$5"],
  ["with $500 Training Cost", "with \\$500 Training Cost"],
  ["$5 and $10", "\\$5 and \\$10"],
  ["$5/$10", "\\$5/\\$10"],
  ["under $50 for an $\\alpha$ of 2", "under \\$50 for an $\\alpha$ of 2"],
  ["$2 \\times 2$ games, 4$\\times$4 grids", "$2 \\times 2$ games, 4$\\times$4 grids"],
  [`$2$\{3}`, `\${2}$3`],
  ["the text $ T $ costs $ 5", "the text $ T $ costs \\$ 5"],
  ["\\{x\\}", "\\{x\\}"],
  ["{unbalanced", "\\{unbalanced"],
  ["\\cite{unbalanced", "\\cite\\{unbalanced"],
  ["\\", ""],
  [
    "5$\\,$km, $5\\ $km, $70\\,$km, 5$\\,\\mu$m, 3$\\,\\times\\,$4",
    "5 km, $5$ km, $70$ km, 5 $\\mu$m, 3$\\times$4",
  ],
  ["\\begin{enumerate}[a] \\item[(i)] b \\item c \\end{enumerate} {\\$}5", "(i) b • c \\$5"],
  ["at $30 FPS$, with $5 or $6", "at $30 FPS$, with \\$5 or \\$6"],
  ["see (\\cite{a}; \\cite{b}), [see \\cite{c}] and Eq.~(\\ref{d}) b", "see, and Eq. b"],
  ["a\\footnote[1]{note}, \\textquote{b}, \\scalebox{0.6}{$c$}", "a (note), “b”, $c$"],
  ['\\char"0995\\char233{} and Bird\\u2019s', "কé and Bird’s"],
  ["5\\textperthousand{} a\\textrightarrow b \\guillemotleft c\\guillemotright", "5‰ a→ b «c»"],
  ["a\\quad b\\hskip 1em c\\kern2pt d", "a b c d"],
  ["http://a.b/\\~{}c, http://a.b/\\~c, http://a.b/$\\sim$c", "http://a.b/~c, http://a.b/~c, http://a.b/~c"],
  ["$\\underline{S}$elf-$\\underline{\\textbf{E}}$volving querie$\\underline{s}$", "Self-Evolving queries"],
  ["\\ce{H2O} on \\ket{0}", "$\\ce{H2O}$ on $\\ket{0}$"],
  [
    "H<sub>2</sub>O, <i>E. coli</i>, <b>a <think></b>, &lt;5",
    "H<sub>2</sub>O, <i>E. coli</i>, <b>a <think></b>, <5",
  ],
  ["H<sub>2</sub>O, <i>E. <b>coli</b></i> <think> x", "H$_{2}$O, E. coli <think> x"],
  [
    'R&amp;D &#177; &quot;x&quot; &amp;amp; Q&A; <a href="https://a.b/c">here</a>',
    'R&D ± "x" & Q&A; here (https://a.b/c)',
  ],
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
    "\\etc",
    "\\lq",
    "\\rq ",
    "\\slash",
    "\\verb|",
    "\\romannumeral1",
    "\\it{",
    "\\href{https://a.b}{",
    "$\\textit{a}$",
    "\\frac",
    "\\,$",
    "$\\ ",
    "<i>",
    "</i>",
    "<",
    "&amp;",
    "&lt;",
    "\\u2019",
    "\\char233",
    "{=}",
    ".",
    "(",
  );
  const hostile = fc.array(fc.oneof(snippets, snippets, fc.string({ unit: "grapheme" })), { maxLength: 30 });

  it.each(["\\[{\\]}", "\\({\\)}", "$5 $$", "`'~12", "\\emphe\\cite{x}\u0301", "\\verb|\\\\verb|"])(
    "reads %j as it reads its own text",
    (latex) => {
      const once = latexToText(latex);
      expect(latexToText(once)).toBe(once);
    },
  );

  it("is idempotent", () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const once = latexToText(parts.join(""));
        expect(latexToText(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves no command that it knows outside formulas", () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const once = latexToText(parts.join(""));
        const outside = splitMath(once).flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
        expect(outside.join("")).not.toMatch(
          /\\(?:alpha|etal|textasciitilde)(?![A-Za-z])|\\cite\{x\}|\\[$&%#_]/,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["braces", "{".repeat(100_000) + "}".repeat(100_000)],
    ["backslashes", "\\".repeat(500_001)],
    ["open citations", "\\cite{".repeat(200_000)],
    ["citations after a long text", `${"a ".repeat(500_000)}${"\\cite{x}".repeat(50_000)}`],
    ["links in links", `${"\\href{https://a.b}{".repeat(20_000)}${"}".repeat(20_000)}`],
    ["open formulas", `${"\\(".repeat(250_000)}$`],
    ["dollars", "$a ".repeat(60_000)],
    ["ties", `${"~".repeat(1_000_000)}\\cite{x}`],
    ["accents", "\\'".repeat(250_000)],
  ])("reads many %s in linear time", (_, latex) => {
    // With quadratic time, a text of this length would exceed the time limit of a test.
    splitMath(latexToText(latex));
  });
});

describe("latexToParagraphs", () => {
  it("begins a line where the source indents one, leaves one blank, or has a list", () => {
    const abstract = "  We show\nthat:\n  1. A dataset;\n  2. A\n model\\'s $x\n  y$.\n\nEnd\r\nhere.";
    expect(latexToParagraphs(abstract)).toBe("We show that:\n1. A dataset;\n2. A model's $x y$.\nEnd here.");
    expect(latexToParagraphs("a \\begin{itemize} \\item b \\item c \\end{itemize} d")).toBe("a\n• b\n• c\nd");
    expect(latexToText(abstract)).not.toContain("\n");
  });

  it("is idempotent", () => {
    const once = latexToParagraphs("One\n  two $a$\n\n three \\unknown");
    expect(latexToParagraphs(once.replaceAll("\n", "\n\n"))).toBe(once);
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
    ["$\\frac{1}{2}\\log n$", "1/2 log n"],
    ["2$\\frac{1}{2}$ and Al$_{0.3}$Ga", "2 1/2 and Al_(0.3)Ga"],
    ["A$^\\text{T}$A and FD$_x$ rise", "A^(T)A and FD_x rise"],
    ["$x_{ab}^{cd}\\,\\%$", "x_ab^cd%"],
  ])("%j", (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
