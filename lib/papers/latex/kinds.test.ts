import { describe, expect, it } from "vitest";
import { latexToText, plainText } from "./latex";

// Each kind by the letter that it has in the list of cases.
const kept: [kind: string, latex: string, plain: string][] = [
  ["A", "selected from 232 \\invfb of data", "selected from 232 \\invfb of data"],
  ["A", "we propose \\name, the first", "we propose \\name, the first"],
  ["A", "Personalization (\\model), a novel", "Personalization (\\model), a novel"],
  ["A", "by \\etal. and \\etal, \\ie. this", "by et al. and et al., i.e. this"],
  ["A", "\\ours{} and \\RED{new words} and \\textbf{\\sys}s", "\\ours{} and \\RED{new words} and \\sys s"],
  ["A", "\\sin^2 2\\theta_{23} and \\log n", "sin^2 2θ_{23} and log n"],
  ["A", "D^0\\bar{D}^{*0}, D^0-\\bar D^0 Mixing, 5 \\odot", "D^0D̄^{*0}, D^0-D̄^0 Mixing, 5 ⊙"],
  ["A", 'SL(2,Z)\\SL(2,R) with "\\n\\n" and "\\t"', 'SL(2,Z)\\SL(2,R) with "\\n\\n" and "\\t"'],
  ["A", "160\\micron observed at \\la r^2\\ra", "160\\micron observed at \\la r^2\\ra"],
  [
    "A",
    "in\\footnote{Code: https://a.org/b.} it, \\href{https://c.org}{}",
    "in (Code: https://a.org/b.) it, https://c.org",
  ],
  ["A", "PM\\textsuperscript{4}Bench, the 5\\textsuperscript{th} \\ding{182}", "PM⁴Bench, the 5th ❶"],
  ["B", "sqrt{s}=196 and T^{3/2}, YBa_2Cu_3O_{6.982}", "sqrt{s}=196 and T^{3/2}, YBa_2Cu_3O_{6.982}"],
  ["B", "the set {Austin, Dallas}, {yes} and {-1, 0, 1}", "the set {Austin, Dallas}, {yes} and {-1, 0, 1}"],
  ["B", "{GPT-4} w{i}th {\\large S}ize 82{,}000 {https://a.org/b}", "GPT-4 with Size 82,000 https://a.org/b"],
  [
    "B",
    "O{*}NET, n{=}5, C{++}, 5{\\,}km, 10{\\%}, et al.{~}(2020)",
    "O*NET, n=5, C++, 5 km, 10%, et al. (2020)",
  ],
  ["B", "{m}edical {ad}verse {e}vents of {more} {x}", "medical adverse events of {more} {x}"],
  ["C", "z~2.56, r~0.62, p~<~0.05, α~0.1", "z~2.56, r~0.62, p < 0.05, α~0.1"],
  ["C", "6~300x, 3~5x, 1.6~9.8x, 10%~20%, 7B~70B", "6~300x, 3~5x, 1.6~9.8x, 10%~20%, 7B~70B"],
  [
    "C",
    "Fig.~3, Section~2.1, J.~Doe, 5~GeV, a~priori, et al.~(2020)",
    "Fig. 3, Section 2.1, J. Doe, 5 GeV, a priori, et al. (2020)",
  ],
  ["C", "H~{\\sc i}, [O~III] and X~N, 0\\farcs5", "H i, [O III] and X~N, 0.″5"],
  [
    "G",
    "a\\not=b, a \\not\\in B, a \\not \\equiv b, \\not{=}, \\not A",
    "a≠b, a ∉ B, a ≢ b, \\not{=}, \\not A",
  ],
  ["C", "in~$k$ steps of $T$~K", "in k steps of T K"],
  ["D", "D0 --> K, v1-->v2, <--x, run --help, 2--3", "D0 --> K, v1-->v2, <--x, run --help, 2–3"],
  [
    "E",
    "form \\begin{equation*} u_n = v_n, \\end{equation*} where",
    "form u_n = v_n, where".replaceAll("_n", "ₙ"),
  ],
  ["E", "\\begin{equation}\\frac{\\sqrt{a}\\,}{\\sqrt{b}} \\leq 2\\end{equation}", "√a/√b ≤ 2"],
  ["E", "$\\begin{eqnarray} a &=& b \\\\ &>& c \\end{eqnarray}$", "a = b; > c"],
  [
    "F",
    "some $ v$ in $ 1<p<2$, $\\mbox{for all $n$}$, $\\text{if $x>0$, then}$",
    "some v in 1<p<2, for all n, if x>0, then",
  ],
  ["F", "US$ 5 to $ 10, $HOME and $PATH, ($) or ($)", "US$ 5 to $ 10, $HOME and $PATH, ($) or ($)"],
  ["H", "Fleiss' \\k{appa}, \\r{ho} = 0.3, \\t{au}, \\c{opyright}", "Fleiss' κ, ρ = 0.3, τ, ©"],
  ["H", "Petojevi\\' c, {\\'}etude, Erd{\\H o}s", "Petojević, étude, Erdős"],
  [
    "H",
    "O\\'Connor, D\\'Angelo, {\\\"O}zg{\\\" u}r, Csisz{\\' a}r, \\'{\\j}",
    "O'Connor, D'Angelo, Özgür, Csiszár, j́",
  ],
  ["H", "GPT-4o\\'s don\\'t \\\"use a\\\" word", "GPT-4o's don't \"use a\" word"],
  ["H", "named \\b geometric \\b score-based, \\b{bold}", "named geometric score-based, bold"],
  ["P", "a\u200bda \u202eevil\u202c \ufeffBOM soft\u00adware", "ada evil BOM software"],
  ["P", "A\u200dda, \u200cGr\u200cau\u061c, می\u200cخواهم", "Ada, Grau, می\u200cخواهم"],
  [
    "W",
    "`St\\\"uckelberg' ''Recipe Theory'' ``mixed\" `code`",
    "‘Stückelberg’ “Recipe Theory” “mixed” `code`",
  ],
  ["W", "\"some words'' and \"more\" of a 5'' disk", "“some words” and \"more\" of a 5'' disk"],
  ["W", "f''(x) at 5'' and f' of the boys' 90's", "f''(x) at 5'' and f' of the boys' 90's"],
];

describe("what is not understood", () => {
  it.each(kept)("stays as it was typed, kind %s: %j", (_, latex, plain) => {
    const once = latexToText(latex);
    expect(plainText(once)).toBe(plain);
    expect(latexToText(once)).toBe(once);
  });
});
