// Characters and their names in formulas, for pdflatex with amsmath and amssymb.
const characters: ReadonlyMap<string, string> = pairs(
  "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda μ mu µ mu ν nu ξ xi π pi ϖ varpi",
  "ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma",
  "Υ Upsilon Φ Phi Ψ Psi Ω Omega ∆ Delta × times ÷ div ± pm ∓ mp · cdot ⋅ cdot ∗ ast ⋆ star ∘ circ • bullet ⊕ oplus ⊗ otimes ⊙ odot ∧ wedge ∨ vee",
  "∩ cap ∪ cup ⊔ sqcup ∖ setminus ≤ leq ≥ geq ⩽ leqslant ⩾ geqslant ≠ neq ≪ ll ≫ gg ≲ lesssim ≳ gtrsim ∼ sim ≃ simeq ≈ approx ≅ cong ≡ equiv ∝ propto",
  "→ rightarrow ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↦ mapsto ↑ uparrow ↓ downarrow ↗ nearrow ↘ searrow ⟶ longrightarrow",
  "∈ in ∉ notin ∋ ni ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ∅ emptyset ∀ forall ∃ exists ∄ nexists ¬ neg ∂ partial ∇ nabla ∞ infty ∑ sum ∏ prod ∐ coprod",
  "∫ int ∮ oint √ surd ⊥ perp ∥ parallel ∣ mid ∤ nmid ∠ angle ℓ ell ℏ hbar ℘ wp ℜ Re ℑ Im ℵ aleph ⟨ langle ⟩ rangle ⌈ lceil ⌉ rceil ⌊ lfloor ⌋ rfloor",
  "′ prime ⊢ vdash ⊨ models ⊤ top △ triangle ▽ triangledown □ square ◇ Diamond ★ bigstar ☆ star ✓ checkmark ✔ checkmark ♠ spadesuit ♥ heartsuit ♦ diamondsuit ♣ clubsuit",
  "♯ sharp ♭ flat ♮ natural ⋯ cdots ⋮ vdots ⋱ ddots ‖ Vert ⋉ ltimes ⋊ rtimes ⋈ bowtie ⊎ uplus ⊖ ominus ⊘ oslash ≺ prec ≻ succ ⪯ preceq ⪰ succeq ≜ triangleq ≐ doteq",
);

// The commands with which formulas are written on arXiv and that pdflatex knows with amsmath and amssymb.
const commands = new Set(
  [
    "Bar Bbbk Big Bigg Biggl Biggr Bigl Bigr Box Cap Cup Delta Diamond Finv Game Gamma Im Lambda Leftrightarrow",
    "Longleftrightarrow Longrightarrow Omega Phi Pi Psi Re Sigma Theta Upsilon Vdash Vert Xi acute aleph alpha amalg",
    "angle approx arccos arcsin arctan arg ast asymp backsim backslash bar begin beta beth bf big bigcup bigg biggl",
    "biggr bigl bigm bigoplus bigotimes bigr bigsqcup bigstar biguplus bigvee bigwedge binom blacksquare bmod",
    "boldmath boldsymbol bot bowtie boxtimes breve bumpeq cal cap cdot cdots cfrac check checkmark chi circ",
    "circlearrowleft circledR clubsuit colon complement coprod cos cosh cot coth csc cup curvearrowright dagger",
    "daleth dashrightarrow dbinom ddagger dddot ddot ddots deg delta det dfrac diamondsuit digamma dim displaystyle",
    "dot doteq dots dotsb dotsc downarrow ell emph emptyset end epsilon eqsim equiv eta eth exists exp flat forall",
    "frac frown gamma gcd ge genfrac geq gg ggg gimel grave gtrapprox gtrless gtrsim hat hbar hbox heartsuit hom",
    "hookleftarrow hphantom hslash hspace idotsint iff iiint iint impliedby implies in inf infty int iota it kappa",
    "ker lVert lambda langle lbrace lbrack lceil ldots le leadsto left leftarrow leftrightarrow leq leqslant",
    "lessapprox lessgtr lesssim lfloor lg lim liminf limits limsup ll lll ln lnot log longmapsto longrightarrow",
    "lozenge ltimes lvert maltese mapsto mathbb mathbf mathbin mathcal mathfrak mathit mathring mathrm mathsf mathtt",
    "max mbox measuredangle mho mid middle min mkern mod models mu nabla natural ne neg neq nexists nmid nolimits not",
    "notin nparallel nrightarrow nsubseteq nu oint omega ominus operatorname oplus oslash otimes overbrace",
    "overleftrightarrow overline overset parallel partial perp phantom phi pi pm pmb pmod pod prec preceq prime prod",
    "propto psi qquad quad r rVert rangle rbrace rbrack rceil rfloor rho right rightarrow rightsquigarrow rm rtimes",
    "rule rvert scriptstyle sec setminus sharp sideset sigma sim simeq sin sinh small smash smile space spadesuit",
    "sqrt sqsubseteq sqsupseteq square stackrel star subset subseteq subsetneq substack succ succeq sum sup supset",
    "surd tan tanh tau tbinom text textbf textit textrm textsf textstyle texttt tfrac theta tilde times tiny to top",
    "triangle triangledown triangleq tt twoheadrightarrow ulcorner underbrace underline underset uparrow",
    "upharpoonright upsilon vDash varepsilon varnothing varphi varpi varrho varsigma vartheta vdots vec vert vphantom",
    "wedge widehat widetilde wp xi xleftarrow xrightarrow zeta",
  ].flatMap((line) => line.split(" ")),
);

// What these frame may stand in a line; "align" and "equation" may not.
const environment =
  /\\(?:begin|end)\{(?!(?:cases|array|aligned|gathered|split|smallmatrix|[pbBvV]?matrix)\})/;

/** The command that gives a character in a formula, `\\Sigma` of Σ; undefined for one without a command. */
export function texName(character: string): string | undefined {
  const name = characters.get(character);
  return name && `\\${name}`;
}

/**
 * A formula as pdflatex takes it between dollars, with Greek letters and symbols as commands; null if it has commands or
 * characters that LaTeX may not know, or marks that would end the field of a bibliography.
 */
export function texFormula(tex: string): string | null {
  const written = tex.replace(/\P{ASCII}/gu, (character) => `${texName(character) ?? character} `);
  const plain = written.replace(/\\[^A-Za-z]/g, "");
  const unknown = Array.from(plain.matchAll(/\\([A-Za-z]+)/g)).some(([, name = ""]) => !commands.has(name));
  // Outside of an environment an ampersand aligns nothing.
  const stray = /[#%$]|\P{ASCII}|\\$/u.test(plain) || (plain.includes("&") && !plain.includes("begin"));
  return unknown || stray || environment.test(written) || !isBalanced(written) ? null : written;
}

/** BibTeX counts braces with a backslash, too. */
function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const sign of tex) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function pairs(...lines: string[]): ReadonlyMap<string, string> {
  const words = lines.flatMap((line) => line.split(" "));
  return new Map(words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1] ?? ""] as const])));
}
