import { accents } from "./tex-symbols";

const raised = new Map([
  ...Array.from("0123456789+-n", (sign, i) => [sign, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ".charAt(i)] as const),
]);
const lowered = new Map([
  ...Array.from("0123456789+-n", (sign, i) => [sign, "₀₁₂₃₄₅₆₇₈₉₊₋ₙ".charAt(i)] as const),
]);
const blackboards = new Map(Array.from("CHNPQRZ", (letter, i) => [letter, "ℂℍℕℙℚℝℤ".charAt(i)]));

/** The combining characters of the accents that only formulas have. */
const marks: ReadonlyMap<string, string> = new Map([
  ["\\bar", "\u0304"],
  ["\\hat", "\u0302"],
  ["\\widehat", "\u0302"],
  ["\\tilde", "\u0303"],
  ["\\widetilde", "\u0303"],
  ["\\vec", "\u20d7"],
  ["\\overrightarrow", "\u20d7"],
  ["\\dot", "\u0307"],
  ["\\ddot", "\u0308"],
  ["\\check", "\u030c"],
  ["\\widecheck", "\u030c"],
  ["\\breve", "\u0306"],
  ["\\acute", "\u0301"],
  ["\\grave", "\u0300"],
  ["\\mathring", "\u030a"],
  ["\\overline", "\u0304"],
  ["\\overleftarrow", "\u20d6"],
  ["\\overleftrightarrow", "\u20e1"],
  ["\\utilde", "\u0330"],
]);

/** Puts a combining mark on the first character of a text. */
export function combining(text: string, mark: string): string {
  const [first = "", ...rest] = text.trimStart();
  return (first + mark).normalize("NFC") + rest.join("");
}

/** A text with a formula's accent; of longer texts its name says which one: x̄, but hat(xy). */
export function overlined(command: string, body: string): string {
  const base = body.trim();
  const mark = marks.get(command) ?? accents.get(command.slice(1));
  if (base === "") return base;
  if (base === "lim" && mark === undefined) return command === "\\underleftarrow" ? "lim←" : "lim→";
  if (mark === undefined) return `${command.slice(1)}${wrapped(base)}`;
  if (/^[\p{L}\p{N}]\p{M}*[′]*$/u.test(base) || /^\\\W/.test(command)) return combining(base, mark);
  if (/^[\p{L}\p{N}]\p{M}*(?:[_^]?[\p{L}\p{N}]+)$/u.test(base) && !/^[\p{L}\p{N}]{2}/u.test(base))
    return combining(base, mark);
  if (mark === "\u0304") return Array.from(base, (sign) => `${sign}\u0305`).join("");
  return `${command.replace(/^\\(?:wide)?/, "")}${wrapped(base)}`;
}

/** A text as exponent (`^`) or index (`_`): in small characters if there are such, else with parentheses where it needs them. */
export function scripted(script: string, sign: "^" | "_"): string {
  const text = script.trim();
  if (text === "∘" && sign === "^") return "°";
  if (/^[′″‴]+$/.test(text)) return text;
  const row = sign === "^" ? raised : lowered;
  const small = Array.from(text.replace(/\s/g, ""), (one) => row.get(one));
  if (!small.includes(undefined)) return small.join("");
  return sign + (isOneWord(text) || [...text].length === 1 ? text : wrapped(text));
}

/** A variable with a line below it, and the lower limit; words and letters of words are underlined for their look only. */
export function underlined(text: string): string {
  if (text === "lim") return Array.from(text, (sign) => `${sign}\u0332`).join("");
  return /^\p{L}\p{M}*′*(?:[_^(₀-₉⁰-⁹ⁿ₋₊⁺⁻¹²³].*)?$/u.test(text) ? combining(text, "\u0332") : text;
}

/** A text that is crossed out: p̸ of \cancel, words̶ of \sout. */
export function struck(command: string, base: string): string {
  if (!/cancel|sout/.test(command)) return base;
  const mark = command === "\\sout" ? "\u0336" : "\u0338";
  return Array.from(base, (sign) => (/\s/.test(sign) ? sign : (sign + mark).normalize("NFC"))).join("");
}

/** Letters of \mathbb: ℝ. */
export function blackboard(text: string): string {
  return Array.from(text, (letter) => blackboards.get(letter) ?? letter).join("");
}

/** Whether a text stays one index or exponent beside others: of q^(m²), without parentheses, the 2 would be q's. */
function isOneWord(text: string): boolean {
  return /^(?:(?:(?![ⁿₙ])[\p{L}\p{M}])+|[\d.]+|\d{1,3}(?:,\d{3})+)′*$|^[({|][^(){}|]*[)}|]$/u.test(text);
}

export function wrapped(text: string): string {
  return `(${text})`;
}

const word =
  /^√?(?:[\p{L}\p{M}]+|[\p{N}.]+|\d{1,3}(?:,\d{3})+|[∞∅…⋯∗†‡⊤⊥⋆±ℓℏ′°%|]+)[\p{M}′°⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋ₙ]*$/u;
const call = /^(?:[\p{L}\p{M}⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]* ?)\([^()]*\)$/u;

/** Whether a text stays one thing beside a slash, a root or an exponent: a word, a number, a function with its argument. */
export function isSimple(text: string): boolean {
  return word.test(text) || call.test(text) || /^\{[^{}]*\}$/.test(text) || /^\|[^|]*\|$/.test(text);
}
