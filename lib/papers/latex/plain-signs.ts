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
]);

/** Puts a combining mark on the first character of a text. */
export function combining(text: string, mark: string): string {
  const [first = "", ...rest] = text;
  return (first + mark).normalize("NFC") + rest.join("");
}

/** A text with a formula's accent; of longer texts its name says which one: x̄, but hat(xy). */
export function overlined(command: string, base: string): string {
  const mark = marks.get(command) ?? accents.get(command.slice(1));
  if (mark === undefined || base === "") return base;
  if (/^[\p{L}\p{N}]\p{M}*[′]*$/u.test(base) || /^\\\W/.test(command)) return combining(base, mark);
  if (/^[\p{L}\p{N}]\p{M}*(?:[_^]?[\p{L}\p{N}]+)$/u.test(base) && !/^[\p{L}\p{N}]{2}/u.test(base))
    return combining(base, mark);
  if (mark === "\u0304") return Array.from(base, (sign) => `${sign}\u0305`).join("");
  return `${command.replace(/^\\(?:wide)?/, "")}${wrapped(base)}`;
}

/** A text as exponent (`^`) or index (`_`): in small characters if there are such, else with parentheses where it needs them. */
export function scripted(text: string, sign: "^" | "_"): string {
  if (text === "∘" && sign === "^") return "°";
  if (/^[′″‴]+$/.test(text)) return text;
  const row = sign === "^" ? raised : lowered;
  const small = Array.from(text, (one) => row.get(one));
  if (text && !small.includes(undefined)) return small.join("");
  return sign + (isSimple(text) || [...text].length === 1 ? text : wrapped(text));
}

/** Letters of \mathbb: ℝ. */
export function blackboard(text: string): string {
  return Array.from(text, (letter) => blackboards.get(letter) ?? letter).join("");
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
