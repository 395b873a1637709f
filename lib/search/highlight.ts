import { stopwords } from "@orama/stopwords/english";
import { findDollarFormula, readTex } from "@/lib/papers/latex/tex-tokens";
import { foldLatin } from "@/lib/papers/title-key";
import type { Field, ParsedQuery } from "@/lib/search/query";
import { stemOf, wordsOf } from "@/lib/search/words";

/** Words to be marked where they follow each other: their stems, and the field in which alone they count. */
export type Wanted = { stems: string[]; field: Field }[];

export type MarkedPart = { text: string; marked: boolean };

/** A place in a text where something wanted stands, and what it is. */
export type Place = { start: number; end: number; what: string };

// Longer texts are not read by people either; the rest stays unmarked.
const longestText = 20_000;
const longestWord = 60;
// The list has no "a".
const stops: ReadonlySet<string> = new Set([...stopwords, "a"]);

/** What a query wants marked: its free words without stop words, and what it demands of each field, phrases whole. */
export function wantedOf({ text, must }: Pick<ParsedQuery, "text" | "must">): Wanted {
  const words = wordsOf(text);
  const telling = words.filter((word) => !stops.has(word));
  const free = (telling.length > 0 ? telling : words).map((word) => ({
    words: [word],
    field: "any" as const,
  }));
  const demanded = must.flatMap(({ field, text: asked, phrase }) =>
    phrase ? [{ words: wordsOf(asked), field }] : wordsOf(asked).map((word) => ({ words: [word], field })),
  );
  return [...free, ...demanded].map(({ words: all, field }) => ({
    stems: all.map((word) => stemOf(word.slice(0, longestWord))),
    field,
  }));
}

/** Cuts a text without formulas into parts that match what is wanted in a field, whatever their ending, and the rest. */
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

/** What marks texts of a field, for a component that draws them; nothing where nothing is wanted. */
export function marksIn(
  field: Field,
  wanted: Wanted | undefined,
): ((text: string) => MarkedPart[]) | undefined {
  return wanted && ((text) => markText(text, wanted, field));
}

/** Where in a text something wanted stands, in order and without overlap. Time grows with the text's length alone. */
export function findPlaces(text: string, wanted: Wanted, field: Field): Place[] {
  const asked = wanted.filter((one) => one.field === "any" || one.field === field);
  const initials = new Set(asked.map(({ stems }) => stems[0]?.charAt(0)));
  const words = readWords(text);
  const places: Place[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    // Stemming costs most, and never changes the first letter.
    if (!first || !initials.has(first.folded.charAt(0))) continue;
    const longest = longestMatch(words, at, asked);
    const last = words[at + longest.length - 1];
    if (!last || longest.length === 0) continue;
    places.push({ start: first.start, end: last.end, what: longest.join(" ") });
    at += longest.length - 1;
  }
  return places;
}

type Word = { start: number; end: number; folded: string; stem: () => string };

function readWords(text: string): Word[] {
  const found = text.slice(0, longestText).matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  return [...found].map((match) => {
    const folded = foldLatin(match[0].slice(0, longestWord));
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

function longestMatch(words: Word[], at: number, asked: Wanted): string[] {
  let longest: string[] = [];
  for (const { stems } of asked)
    if (stems.length > longest.length && stems.every((stem, i) => words[at + i]?.stem() === stem))
      longest = stems;
  return longest;
}

/** Marks with nothing but a space or a hyphen between them read better as one. */
function joinNeighbours(text: string, places: Place[]): Place[] {
  const joined: Place[] = [];
  for (const place of places) {
    const before = joined.at(-1);
    if (before && /^[ -]$/.test(text.slice(before.end, place.start))) before.end = place.end;
    else joined.push({ ...place });
  }
  return joined;
}

// About two lines of an abstract, and how much of a sentence may stand before the first word that is wanted.
const seen = 150;
const lead = 60;
const longest = 360;
// Enough places to choose from; each is compared with those after it.
const mostPlaces = 120;

/**
 * The part of an abstract in which the words that a query wants stand closest together, from the beginning of a
 * sentence where one is near. Formulas (`$…$`) stay whole.
 * @returns null where the abstract's own first lines show as much, or nothing is wanted in it
 */
export function passageOf(abstract: string, wanted: Wanted): string | null {
  const formulas = findFormulas(abstract);
  const places = findPlaces(abstract, wanted, "abstract")
    .filter(({ start }) => !formulas.some((formula) => formula.start <= start && start < formula.end))
    .slice(0, mostPlaces);
  const different = (from: number) =>
    new Set(places.filter(({ start, end }) => start >= from && end <= from + seen).map(({ what }) => what))
      .size;
  const counts = places.map(({ start }) => different(start));
  const most = Math.max(0, ...counts);
  const best = places[counts.indexOf(most)];
  if (!best || different(0) >= most) return null;
  const start = settle(beginning(abstract, best.start), formulas, "start");
  const end = settle(ending(abstract, start + longest), formulas, "end");
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

/** Where to begin, so that the word at `at` is soon read: at its sentence, or some words before it. */
function beginning(text: string, at: number): number {
  const sentence = /.*[.!?]\s+/su.exec(text.slice(0, at))?.[0].length ?? 0;
  return at - sentence <= lead ? sentence : text.lastIndexOf(" ", at - lead * 0.6) + 1;
}

function ending(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space < 0 ? text.length : space;
}

/** Moves a place inside a formula to the formula's edge. */
function settle(at: number, formulas: Span[], edge: keyof Span): number {
  return formulas.find(({ start, end }) => start < at && at < end)?.[edge] ?? at;
}
