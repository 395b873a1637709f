import { findDollarFormula, readTex } from "@/lib/papers/latex/tex-tokens";
import type { Field, ParsedQuery } from "@/lib/search/query";
import { comparedWords, findWords, foldText, stemOf, stopWords } from "@/lib/search/words";

/** What to mark: each entry is the stems of a word or phrase, and the field it is limited to. */
export type Wanted = { stems: string[]; field: Field }[];

type MarkedPart = { text: string; marked: boolean };

/** A match in a text: character offsets and the matched stems. */
type Place = { start: number; end: number; what: string };

// Nobody reads further; the rest of a longer text stays unmarked.
const maxTextLength = 20_000;
const maxWordLength = 60;
// The package's list lacks "a".
const stops: ReadonlySet<string> = new Set([...stopWords, "a"]);

/**
 * What to mark for a query: its free words without stop words, and what it requires of each field, phrases as a whole. Of
 * an author's name the words are marked one by one, since "Noether, E." finds "Emmy Noether".
 */
export function wantedOf({ text, must }: Pick<ParsedQuery, "text" | "must">): Wanted {
  const words = comparedWords(text);
  const significant = words.filter((word) => !stops.has(word));
  const free = (significant.length > 0 ? significant : words).map((word) => ({
    words: [word],
    field: "any" as const,
  }));
  const demanded = must.flatMap(({ field, text: asked, phrase, name }) => {
    if (name) return [...name.family, ...name.given].map((word) => ({ words: [word], field }));
    return phrase
      ? [{ words: comparedWords(asked), field }]
      : comparedWords(asked).map((word) => ({ words: [word], field }));
  });
  return [...free, ...demanded].flatMap(({ words: all, field }) =>
    all.length > 0 ? [{ stems: all.map((word) => stemOf(word.slice(0, maxWordLength))), field }] : [],
  );
}

/** Cuts a text without formulas into marked parts, which match in any inflection, and unmarked ones. */
export function markText(text: string, wanted: Wanted, field: Field): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const { start, end } of joinNeighbours(text, findPlaces(text, wanted, field))) {
    if (start > at) parts.push({ text: text.slice(at, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

/** A function that marks texts of this field, for a component that renders them; undefined without a query. */
export function marksIn(
  field: Field,
  wanted: Wanted | undefined,
): ((text: string) => MarkedPart[]) | undefined {
  return wanted && ((text) => markText(text, wanted, field));
}

/** The matches in a text, in order and without overlap. Takes time linear in the length of the text. */
export function findPlaces(text: string, wanted: Wanted, field: Field): Place[] {
  const asked = byFirstStem(wanted.filter((one) => one.field === "any" || one.field === field));
  const initials = new Set([...asked.keys()].map((stem) => stem.charAt(0)));
  const words = readWords(text);
  const places: Place[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    // Stemming is the slow part and never changes the first letter.
    if (!first || !initials.has(first.folded.charAt(0))) continue;
    const longest = longestMatch(words, at, asked.get(first.stem()) ?? []);
    const last = words[at + longest.length - 1];
    if (!last || longest.length === 0) continue;
    places.push({ start: first.start, end: last.end, what: longest.join(" ") });
    at += longest.length - 1;
  }
  return places;
}

/** The different words and phrases by the stem that they begin with, so that a word is compared with few of them. */
function byFirstStem(asked: Wanted): Map<string, string[][]> {
  const different = new Map(asked.map(({ stems }) => [stems.join(" "), stems]));
  const found = new Map<string, string[][]>();
  for (const stems of different.values()) {
    const [first = ""] = stems;
    const others = found.get(first) ?? [];
    found.set(first, others);
    others.push(stems);
  }
  return found;
}

type Word = { start: number; end: number; folded: string; stem: () => string };

function readWords(text: string): Word[] {
  return Array.from(findWords(text.slice(0, maxTextLength)), (match) => {
    const folded = foldText(match[0].slice(0, maxWordLength)).trim();
    let stem: string | undefined;
    return {
      start: match.index,
      end: match.index + match[0].length,
      folded,
      stem: () => {
        stem ??= stemOf(folded);
        return stem;
      },
    };
  });
}

function longestMatch(words: Word[], at: number, asked: string[][]): string[] {
  let longest: string[] = [];
  for (const stems of asked)
    if (stems.length > longest.length && stems.every((stem, i) => words[at + i]?.stem() === stem))
      longest = stems;
  return longest;
}

/** Joins matches that nothing, or only a space or a hyphen separates. */
function joinNeighbours(text: string, places: Place[]): Place[] {
  const joined: Place[] = [];
  for (const place of places) {
    const before = joined.at(-1);
    if (before && /^[ -]?$/.test(text.slice(before.end, place.start))) before.end = place.end;
    else joined.push({ ...place });
  }
  return joined;
}

// In characters: about two lines of an abstract; the most of a sentence before the first match; the whole passage.
const passageLength = 150;
const maxLead = 60;
const maxPassageLength = 360;
// Each match is compared with those after it, so their number is limited.
const maxPlaces = 120;

/**
 * The passage of an abstract with the most different matches close together, from the beginning of a sentence if one
 * is near. Formulas (`$…$`) stay whole.
 * @returns null if the first lines of the abstract show as many, or there are none
 */
export function passageOf(abstract: string, wanted: Wanted): string | null {
  const formulas = findFormulas(abstract);
  const places = findPlaces(abstract, wanted, "abstract")
    .filter(({ start }) => !formulas.some((formula) => formula.start <= start && start < formula.end))
    .slice(0, maxPlaces);
  const different = (from: number) =>
    new Set(
      places.filter(({ start, end }) => start >= from && end <= from + passageLength).map(({ what }) => what),
    ).size;
  const counts = places.map(({ start }) => different(start));
  const most = Math.max(0, ...counts);
  const best = places[counts.indexOf(most)];
  if (!best || different(0) >= most) return null;
  const start = settle(beginning(abstract, best.start), formulas, "start");
  const end = settle(ending(abstract, start + maxPassageLength), formulas, "end");
  return start === 0 ? null : `… ${abstract.slice(start, end)}${end < abstract.length ? " …" : ""}`;
}

type Span = Pick<Place, "start" | "end">;

function findFormulas(text: string): Span[] {
  const source = readTex(text);
  const spans: Span[] = [];
  let position = 0;
  for (let at = 0; at < source.tokens.length; ) {
    const end = findDollarFormula(source, at)?.end;
    const tokens = source.tokens.slice(at, end ?? at + 1);
    const start = position;
    position += tokens.join("").length;
    if (end) spans.push({ start, end: position });
    at = end ?? at + 1;
  }
  return spans;
}

/** Where to begin so that the word at `at` comes soon: at the start of its sentence, or a few words before it. */
function beginning(text: string, at: number): number {
  const from = Math.max(0, at - maxLead - 2);
  const ends = [...text.slice(from, at).matchAll(/(?<=[.!?])\s+/gu)];
  const last = ends.at(-1);
  const sentence = last ? from + last.index + last[0].length : 0;
  return at - sentence <= maxLead ? sentence : text.lastIndexOf(" ", at - maxLead * 0.6) + 1;
}

function ending(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space < 0 ? text.length : space;
}

/** Moves a position inside a formula to the formula's edge. */
function settle(at: number, formulas: Span[], edge: keyof Span): number {
  return formulas.find(({ start, end }) => start < at && at < end)?.[edge] ?? at;
}
