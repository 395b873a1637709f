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

/** Commands for letters outside ASCII, for a slash and for quotes. TeX ignores the space after their names (`\o re` is øre). */
export const letters: ReadonlyMap<string, string> = pairs(
  "o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å ss ß i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ slash / lq ` rq ' textquotesingle ' guillemotleft « guillemetleft « flqq « quotedblbase „ glqq „",
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
  ...pairs(
    "textdagger † textdaggerdbl ‡ textsection § textparagraph ¶ textohm Ω textperthousand ‰ textminus −",
  ),
  ...pairs(
    "textpertenthousand ‱ textrightarrow → textleftarrow ← texttimes × textdiv ÷ textpm ± textonehalf ½",
  ),
  ...pairs(
    "textordfeminine ª textordmasculine º textexclamdown ¡ textquestiondown ¿ textcelsius °C textcent ¢",
  ),
  ...pairs('textyen ¥ textsterling £ texttildelow ∼ textlangle ⟨ textrangle ⟩ textnumero № textquotedbl "'),
  ...pairs("guillemotright » guillemetright » frqq » textperiodcentered · grqq “ SS ẞ IJ Ĳ ij ĳ"),
  ["etal", "et al."],
  ...pairs("degr ° arcdeg ° arcmin ′ arcsec ″ farcm .′ farcs .″ fdg .° sun ⊙"),
]);

/** How many arguments to drop after a command because they are not text: `\cite{x}`, the URL in `\href{u}{t}`. */
export const droppedArguments: ReadonlyMap<string, number> = new Map([
  ...names("cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite nocite", 1),
  ...names("thanks label ref eqref autoref cref Cref pageref footnotemark", 1),
  ...names("vspace hspace color input include includegraphics textcolor colorbox", 1),
  ...names("foreignlanguage scalebox raisebox", 1),
  ...names("fontsize", 2),
]);

/** Commands for the look of their argument, which stays. */
export const stylings: ReadonlySet<string> = new Set(
  `textbf textit emph texttt textsc textsf textrm textup textsl textmd textnormal underline uline uuline uwave sout
  text mbox hbox fbox url nolinkurl path mathrm mathit mathsf mathtt textstyle num`.split(/\s+/),
);

/** Commands for the look of what follows, in their group or to the end; and those without any meaning for one line. */
export const switches: ReadonlySet<string> = new Set(
  `bf em it tt sc sf rm sl bfseries itshape ttfamily scshape sffamily rmfamily slshape upshape mdseries normalfont
  small large Large LARGE huge Huge tiny scriptsize footnotesize normalsize centering noindent indent bigskip medskip
  smallskip protect xspace maketitle hfill displaystyle raggedright selectfont allowbreak nobreak linebreak nolinebreak`.split(
    /\s+/,
  ),
);

/** Commands of formulas with arguments, and how many; outside formulas they make one: `D^0\bar D^0`. */
export const mathArguments: ReadonlyMap<string, number> = new Map([
  ...names("bar hat vec tilde dot ddot check breve acute grave mathring widehat widetilde overline", 1),
  ...names(
    "overrightarrow sqrt mathbb mathcal mathbf mathscr mathfrak bm boldsymbol operatorname ket bra braket ce",
    1,
  ),
  ...names("frac dfrac tfrac binom overset underset stackrel ketbra", 2),
]);

function pairs(text: string): Map<string, string> {
  const words = text.split(" ");
  return new Map(words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1] ?? ""] as const])));
}

function names<T>(text: string, value: T): [string, T][] {
  return text.split(" ").map((name) => [name, value]);
}
