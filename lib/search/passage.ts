import { findDollarFormula, readTex } from "@/lib/papers/latex/tex-tokens";
import { findPlaces, type Place, type Wanted } from "@/lib/search/highlight";

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
