import { describe, expect, it } from "vitest";
import { readableMath } from "./math-plain";

describe("a formula as plain text", () => {
  it.each([
    ["q \\not\\in \\{2, 6\\}", "q ∉ {2, 6}"],
    ["a\\not\\subset b, a \\ne b, a\\not= b", "a⊄b, a ≠ b, a ≠ b"],
    ["\\lesssim 10", "≲ 10"],
    ["{}^3", "³"],
    ["\\frac{q-1}{r}(q-b+1)", "(q-1)/r (q-b+1)"],
    ["2.5 \\, \\mu\\text{m}", "2.5 μm"],
    ["\\begin{cases} a, & r>0,\\\\[1ex] 1, & r=0. \\end{cases}", "{a, r>0; 1, r=0."],
    ["\\binom{n}{2}", "C(n, 2)"],
    ["a \\equiv b \\pmod{s}", "a ≡ b (mod s)"],
    ["\\frac{a+b}{c} + \\frac{a}{b+c} + \\frac{1}{2a}", "(a+b)/c + a/(b+c) + 1/(2a)"],
    ["\\frac{\\log(1/\\varepsilon)}\n {\\log(e+x)}", "log(1/ε)/log(e+x)"],
    ["\\sqrt{a+b} \\sqrt[3]{2} \\sqrt{\\log n}", "√(a+b) ³√2 √(log n)"],
    ["x^{1/2} x^{10} x_{t+1} x_{ab} 90^{\\circ} f''", "x^(1/2) x¹⁰ x_(t+1) x_ab 90° f″".replace("″", "′′")],
    ["\\bar D \\hat{\\theta}_i \\vec{x} \\overline{AB}", "D̄ θ̂_i x⃗ A̅B̅"],
    ["\\big\\|\\,|S|-|T|\\,\\big\\|\\le C\\|S-T\\|", "‖|S|-|T|‖≤C‖S-T‖"],
    ["\\sum_{i=1}^n x_i \\in \\mathbb{R}^d", "∑_(i=1)ⁿ x_i ∈ ℝ^d"],
    ["O(n\\log n), \\max_x f, \\operatorname{argmax}_x", "O(n log n), maxₓ f, argmaxₓ".replaceAll("ₓ", "_x")],
    ["10\\,\\mathrm{km}\\,s^{-1}, 5\\%, 10%, 1{,}000", "10 km s⁻¹, 5%, 10%, 1,000"],
    ["\\text{if $x > 0$ then}", "if x > 0 then"],
    ["\\begin{cases} a & b \\\\ c & d \\end{cases}", "{a, b; c, d"],
    ["\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}", "(1, 0; 0, 1)"],
    ["\\begin{align*} a &= b \\\\ &= c \\label{x} \\end{align*}", "a = b; = c"],
    ["\\href{https://a.org/x_y}{https://a.org/x_y}", "https://a.org/x_y"],
    ["water\\unicode{x2013}air", "water–air"],
    ["\\foo{x}y + \\alpha", "\\foo{x}y + α"],
    ["\\SI{5}{\\kilo\\metre}, \\dv{f}{x}^2, \\foo 5", "\\SI{5}{\\kilo\\metre}, \\dv{f}{x}², \\foo 5"],
    ["\\cancel{CP}, \\slashed{D}, a \\centernot\\in b", "C̸P̸, D̸, a ∉ b"],
    ["{n \\brace k}, \\underbrace{a+b}_{n}, \\sqrt{2}^2", "{n, k}, (a+b)ₙ, (√2)²"],
    ["\\mathbb{F}_{p^n}, 2^{2^n}, n^{o(1)}, x_{i_1}", "F_(pⁿ), 2^(2ⁿ), n^(o(1)), x_(i₁)"],
    ["k_BT, D_lstd, q^ab, \\sqrt{x}y, \\sqrt{xy}, \\sqrt{2}x", "k_B T, D_lstd, q^a b, √x y, √(xy), √2 x"],
    ["f'^2, A \\xrightarrow[g]{f} B, R^\\mu_{\\ \\nu}", "f′², A →_g^f B, R_ν^μ"],
    ["a=b,\\qquad c=d\\quad (n\\ge 2)", "a=b, c=d (n≥2)"],
    ["x := y, 2\\log n, n^2\\log n, (1-c)\\max x", "x := y, 2 log n, n² log n, (1-c) max x"],
    ["X_n\\xrightarrow{d}X, X\\overset{\\text{iid}}{\\sim}N", "Xₙ→^d X, X∼^iid N"],
    ["[\\underline\\sigma, \\overline\\sigma], \\varliminf x", "[σ̲, σ̄], l̲i̲m̲ x"],
    ["\\underline{Ko}rean \\underline{G}rammar", "Korean Grammar"],
    ["M_\\odot\\,\\mathrm{yr}^{-1}, 10\\rm\\,\\AA, \\vphantom{(}x", "M_⊙ yr⁻¹, 10 Å, x"],
    ["45\\text{--}63\\%, \\hat{\\mbox{\\boldmath $u$}}", "45–63%, û"],
    ["\\left[\\begin{smallmatrix} a & b \\\\ c & d\\end{smallmatrix}\\right]", "[a, b; c, d]"],
    ["\\braket{\\phi}{\\psi}, \\ketbra{0}{1}, \\abs{x+y}^2, \\norm{x}_2", "⟨φ|ψ⟩, |0⟩⟨1|, |x+y|², ‖x‖₂"],
    ["T_\\rm{eff}, m_\\tilde{g}, \\bar\\mathcal{O}, x_\\max, A^\\tt 3", "T_eff, m_g̃, Ō, x_max, A³"],
    ["\\stackrel{<}{\\sim} 5, \\lower.5ex\\hbox{$\\buildrel > \\over \\sim$} 5", "≲ 5, ≳ 5"],
    ["\\begin{array}{rcl} a &=& b \\\\ c &=& d \\end{array}", "a = b; c = d"],
    ["\\begin{aligned} a&=b\\\\&=c \\end{aligned}, \\begin{CD} A @>>> B \\end{CD}", "a = b; =c, A → B"],
    ["\\ce{SO4^2-}, \\ce{^{13}CO}, \\ce{A -> B}", "SO₄²⁻, ¹³CO, A → B"],
    ["\\foo + \\alpha}", "\\foo + α}"],
  ])("%j", (tex, plain) => {
    expect(readableMath(tex)).toBe(plain);
  });

  it("has a character for every symbol that a formula may have", () => {
    for (const name of [
      "odot",
      "lesssim",
      "nsubseteq",
      "triangleq",
      "leftrightharpoons",
      "varnothing",
      "hslash",
    ])
      expect(readableMath(`\\${name}`)).toMatch(/^[^\\]$/u);
  });

  it("is made in linear time of hostile formulas", () => {
    for (const unit of ["{", "\\frac", "\\sqrt{", "x^{", "\\left(", "\\text{$", "\\begin{matrix}", "\\bar"])
      expect(readableMath(unit.repeat(100_000 / unit.length))).not.toBe("");
  });
});
