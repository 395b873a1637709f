import { accents, letters, symbols } from "./tex-symbols";
import type { TexSource } from "./tex-tokens";

/** What an accent command and the letter after it stand for, and where the rest of the text begins. */
export type Accented = {
  text: string;
  /** Index of the first token that is still to be read. */
  end: number;
  /** What is left of the token at `end`, when the letter was cut off from it. */
  rest?: string;
  /** Indexes of braces that belong to the command and are still to come. */
  braces: number[];
};

// No language puts more than three marks on a letter.
const maxMarks = 3;

/**
 * Reads the accent command at token `at` (`\'e`, `\c{c}`, `\'{\i}`, `\' c`).
 * @param before the character before it
 * @returns null when no letter follows
 */
export function readAccent(source: TexSource, at: number, before: string, marks = 1): Accented | null {
  const { tokens, closing, opening } = source;
  const name = (tokens[at] ?? "").slice(1);
  const next = tokens[at + 1] ?? "";
  if (next === "{") return readGroup(source, at, name, marks);
  if (next === "}" && opening[at + 1] === at - 1) return readAfterGroup(source, at, name);
  if (next.startsWith("\\")) return readCommand(source, at + 1, name, before, marks);
  const [, space = "", letter = ""] = /^(\s*)(\p{L})/u.exec(next) ?? [];
  if (!letter || closing[at] === at) return null;
  const made = accented(name, letter);
  // {\" u}
  const isAlone = closing[at - 1] === at + 2 && next.length === space.length + letter.length;
  if (space && !isAlone && !isSpaced(name, made, next.slice(space.length), before)) return null;
  if (!space && /[A-Za-z]/.test(name)) return null;
  return { text: made, end: at + 1, rest: next.slice(space.length + letter.length), braces: [] };
}

/** Whether an accent is meant for the letter after a space (`Petojevi\' c`), and is not an escaped quotation mark. */
function isSpaced(name: string, made: string, next: string, before: string): boolean {
  if ([...made].length > 1 || !(/[A-Za-z]/.test(name) || /\p{L}/u.test(before))) return false;
  return (
    /[A-Za-z~^]/.test(name) ||
    !/^(?:\p{L}{2}|[aA](?!\p{L}))/u.test(next) ||
    (name === '"' && /^[aeiouy]/i.test(next))
  );
}

function readGroup(source: TexSource, at: number, name: string, marks: number): Accented | null {
  const { tokens, closing } = source;
  const close = closing[at + 1] ?? -1;
  const inner = tokens[at + 2] ?? "";
  if (close < 0) return null;
  if (close === at + 2) return /[~^"'`]/.test(name) ? { text: bare(name), end: close + 1, braces: [] } : null;
  if (inner.startsWith("\\")) {
    const made = readCommand(source, at + 2, name, "", marks);
    return made && { ...made, braces: [...made.braces, close] };
  }
  const [, letter = ""] = /^\s*(\p{L})/u.exec(inner) ?? [];
  const isWord = /^\s*\p{L}{2}/u.test(inner);
  // A word in braces is no letter: `\b{bold}`.
  if (!letter || (isWord && /[A-Zbdkrcu-v]/.test(name) && name !== "t")) return null;
  return {
    text: accented(name, letter),
    end: at + 2,
    rest: inner.trimStart().slice(letter.length),
    braces: [close],
  };
}

/** Reads an accent that stands in braces of its own before its letter: `{\'}c`. */
function readAfterGroup({ tokens }: TexSource, at: number, name: string): Accented | null {
  const next = tokens[at + 2] ?? "";
  const [letter] = /^\p{L}/u.exec(next) ?? [];
  return letter
    ? { text: accented(name, letter), end: at + 2, rest: next.slice(letter.length), braces: [] }
    : null;
}

/** Reads an accent on a letter that has a command (`\'\i`) or another accent (`\'{\^e}`). */
function readCommand(
  source: TexSource,
  inner: number,
  name: string,
  before: string,
  marks: number,
): Accented | null {
  const command = (source.tokens[inner] ?? "").slice(1);
  const letter = letters.get(command);
  if (letter !== undefined) {
    const isDotless = /^[ij]$/.test(command);
    const rest = source.tokens[inner + 1]?.replace(/^\s/, "");
    const text = isDotless ? (command + (accents.get(name) ?? "")).normalize("NFC") : accented(name, letter);
    return { text, end: inner + 1, ...(rest !== undefined && { rest }), braces: [] };
  }
  if (!accents.has(command) || marks >= maxMarks) return null;
  const made = readAccent(source, inner, before, marks + 1);
  return made && { ...made, text: accented(name, made.text) };
}

function accented(name: string, base: string): string {
  const [first = "", ...rest] = base;
  const made = (first + (accents.get(name) ?? "")).normalize("NFC") + rest.join("");
  // Where the accented letter does not exist, the author meant an escaped quote (`\"best\"`).
  return (name === '"' || name === "'") && [...made].length > [...base].length ? name + base : made;
}

/** What an accent without a letter stands for. */
export function bare(name: string): string {
  return name === "~" ? "∼" : name;
}

/**
 * The sign of a formula that lost its first letter to an accent when it was pasted: `\k{appa}` was `\kappa`. Null when the
 * command at token `at` and the word in braces after it are no such sign.
 */
export function readPastedSign(
  { tokens, closing }: TexSource,
  at: number,
): { text: string; end: number } | null {
  const name = (tokens[at] ?? "").slice(1);
  const rest = tokens[at + 2] ?? "";
  if (name.length > 2 || tokens[at + 1] !== "{" || closing[at + 1] !== at + 3) return null;
  const sign =
    /^[a-z]{2,}$/.test(rest) || (rest.length > 0 && !accents.has(name))
      ? symbols.get(name + rest)
      : undefined;
  return sign === undefined ? null : { text: sign, end: at + 4 };
}
