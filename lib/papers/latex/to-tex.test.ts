import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeTex, toTex, toTexTitle } from "@/lib/papers/latex/to-tex";

it.each([
  ["Müller & Søn, 50%", 'M{\\"u}ller \\& S{\\o}n, 50\\%'],
  ["naïve_x #1", 'na{\\"i}ve\\_x \\#1'],
  ["Đặng Łukasz Åsa ß", "{\\DJ}{\\u{\\d a}}ng {\\L}ukasz {\\r A}sa {\\ss}"],
  ["“So” – it’s…", "``So'' -- it's\\textellipsis{}"],
  ["a\\$5 b\\{c\\}", "a\\$5 b\\textbraceleft{}c\\textbraceright{}"],
  ["$x_1 < \\alpha$ holds", "$x_1 < \\alpha$ holds"],
  ["李明 and Ω", "李明 and {$\\Omega$}"],
  ["Σ, ω ≤ 3°", "{$\\Sigma$}, {$\\omega$} {$\\leq$} 3\\textdegree{}"],
  ["x̄ and θ̂ of ȟ", "{\\=x} and {$\\hat{\\theta}$} of {\\v h}"],
  ["5″ ⇌ 3‰ ― ☉", "5{$\\prime\\prime$} {$\\rightleftharpoons$} 3\\textperthousand{} --- {$\\odot$}"],
  ["D0 --> K", "D0 -{}-\\textgreater{} K"],
  ["10⁻³ m², ½ and 𝔽", "10{$^{-}$}{$^{3}$} m{$^{2}$}, 1/2 and F"],
  ["$α_1 ≤ \\beta$ and $\\mathbb{R}$", "$\\alpha _1 \\leq \\beta$ and $\\mathbb{R}$"],
])("%s becomes LaTeX", (text, tex) => expect(toTex(text)).toBe(tex));

it.each([
  ["Attention Is All You Need", "Attention Is All You Need"],
  ["BERT: Pre-Training GPT-4 on an iPhone", "{BERT}: Pre-Training {GPT}-4 on an {iPhone}"],
  ["A $O(n)$ bound", "A {$O(n)$} bound"],
  ["Vitamin D at Éire", "Vitamin {D} at {\\'E}ire"],
  ["LoRA² & Σ", "{LoRA{$^{2}$}} \\& {$\\Sigma$}"],
])("%s keeps its capitals", (title, tex) => expect(toTexTitle(title)).toBe(tex));

it("writes a formula that would break a file as text", () => {
  expect(toTex("cost $a_%b$ now")).toBe("cost a\\_\\%b now");
  expect(toTex("$\\frac{a}{b}$")).toBe("$\\frac{a}{b}$");
  for (const tex of ["\\ours(x)", "a & b", "a # b", "\\begin{align}a\\end{align}", "\\text{数}"])
    expect(toTex(`$${tex}$`)).not.toContain("$");
  expect(toTex("$\\begin{cases}1 & x\\end{cases}$")).toBe("$\\begin{cases}1 & x\\end{cases}$");
});

it("matches every brace, whatever the text", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 80 });
  fc.assert(
    fc.property(text, (given) => {
      for (const tex of [toTex(given), toTexTitle(given), escapeTex(given)]) {
        let depth = 0;
        for (const sign of tex) {
          depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }
    }),
  );
});
