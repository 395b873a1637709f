/** The combining characters of TeX's accent commands: `\'` is U+0301. */
export const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    u: "\u0306",
    v: "\u030c",
    H: "\u030b",
    r: "\u030a",
    c: "\u0327",
    k: "\u0328",
    d: "\u0323",
    b: "\u0331",
    t: "\u0361",
  }),
);

/** Commands for letters outside ASCII. TeX ignores the space after their names (`\o re` is øre). */
export const letters: ReadonlyMap<string, string> = pairs(
  "o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å ss ß i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ",
);

/** Other commands for characters, in text and in formulas. */
export const symbols: ReadonlyMap<string, string> = new Map([
  ...pairs(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ",
  ),
  ...pairs(
    "lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ",
  ),
  ...pairs(
    "chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω",
  ),
  ...pairs(
    "times × div ÷ pm ± mp ∓ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ wedge ∧ vee ∨ cap ∩ cup ∪",
  ),
  ...pairs(
    "le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ ll ≪ gg ≫ sim ∼ simeq ≃ approx ≈ cong ≅ equiv ≡",
  ),
  ...pairs(
    "to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ mapsto ↦ uparrow ↑ downarrow ↓",
  ),
  ...pairs(
    "in ∈ notin ∉ subset ⊂ subseteq ⊆ setminus ∖ emptyset ∅ forall ∀ exists ∃ neg ¬ partial ∂ nabla ∇ infty ∞",
  ),
  ...pairs(
    "sum ∑ prod ∏ int ∫ sqrt √ propto ∝ perp ⊥ mid | ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ dagger † dag † ddag ‡",
  ),
  ...pairs(
    "langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ prime ′ deg ° degree ° textdegree ° S § P ¶ pounds £",
  ),
  ...pairs(
    "dots … ldots … cdots ⋯ textellipsis … textendash – textemdash — texteuro € euro € copyright © textregistered ®",
  ),
  ...pairs(
    "texttrademark ™ textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textbullet • textmu µ",
  ),
  ...pairs(
    "textasciitilde ∼ textasciicircum ^ textbackslash ∖ textbar | textless < textgreater > textunderscore _",
  ),
  ...pairs("TeX TeX LaTeX LaTeX BibTeX BibTeX ie i.e. eg e.g. textdollar \\$ lbrace \\{ rbrace \\}"),
  ["etal", "et al."],
]);

/** Functions whose names a formula prints as they are. */
const functionNames: ReadonlySet<string> = new Set(
  "log ln exp sin cos tan sinh cosh tanh min max sup inf lim arg argmin argmax det dim ker deg gcd Pr".split(
    " ",
  ),
);

/** How many arguments to drop after a command because they are not text: `\cite{x}`, the URL in `\href{u}{t}`. */
export const droppedArguments: ReadonlyMap<string, number> = new Map([
  ...names("cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite nocite", 1),
  ...names("footnote footnotetext footnotemark thanks label ref eqref autoref cref Cref pageref", 1),
  ...names(
    "begin end vspace hspace color ding input include includegraphics href hyperlink textcolor colorbox",
    1,
  ),
  ...names("fontsize", 2),
]);

/** A formula's TeX as one line of Unicode: `\alpha^2` becomes α². `_` and `^` stay where no character exists. */
export function readableMath(tex: string): string {
  return tex
    .replace(/\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}/g, "$1/$2")
    .replace(/\\([A-Za-z]+)( ?)/g, (_, name: string, space: string) => readableCommand(name, space))
    .replace(/\\([{}$%&#_ ])|\\./gu, "$1")
    .replace(/\^(?:\{([\d+n-]+)\}|([\dn]))/g, (_, many = "", one = "") =>
      toScript(many + one, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"),
    )
    .replace(/_(?:\{([\d+n-]+)\}|([\dn]))/g, (_, many = "", one = "") =>
      toScript(many + one, "₀₁₂₃₄₅₆₇₈₉₊₋ₙ"),
    )
    .replace(/[{}]/g, "")
    .replaceAll("~", " ");
}

function readableCommand(name: string, space: string): string {
  if (functionNames.has(name)) return name + space;
  return symbols.get(name) ?? "";
}

function toScript(digits: string, row: string): string {
  return [...digits].map((digit) => row.charAt("0123456789+-n".indexOf(digit))).join("");
}

function pairs(text: string): Map<string, string> {
  const words = text.split(" ");
  return new Map(words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1] ?? ""] as const])));
}

function names<T>(text: string, value: T): [string, T][] {
  return text.split(" ").map((name) => [name, value]);
}
