import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { Cite } from "@citation-js/core";
import { beginningOf, grouped, storableText } from "@/lib/base/text";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { AppError } from "@/lib/base/errors";
import { canonicalKey, readAddress } from "@/lib/papers/address";
import { parseArxivId } from "@/lib/papers/arxiv/ids";
import { titleKey } from "@/lib/papers/title-key";

/** The most characters of a list. */
export const maxLibraryLength = 1_000_000;
export const maxEntries = 2000;

const maxTitleLength = 400;
// The shortest arXiv ids have nine characters.
const minNameLength = 9;
// What Citation.js reads of a record, in characters and in braces within braces; a title comes early in it.
const maxRecordLength = 20_000;
const maxBraces = 50;

/** A paper of an imported list, as far as the list identifies it. */
export type LibraryEntry = {
  /** The beginning of the entry, shown if it could not be parsed. */
  words: string;
  key: string | null;
  doi: string | null;
  title: string | null;
};

const bibtexStart = /^[ \t]*@(?=[a-z]+\s*[{(])/im;
const arxivAnywhere =
  /(?:arxiv(?:\.org\/(?:abs|pdf|html))?\s{0,9}[:/.=]\s{0,9}|eprint\s{0,9}=\s{0,9}[{"]?\s{0,9})([a-z-]{2,20}(?:\.[A-Z]{2})?\/\d{7}|\d{4}\.\d{4,5})/i;

/**
 * Parses an imported list: BibTeX, RIS, or lines with arXiv ids, addresses, DOIs or titles. An entry that cannot be
 * parsed has neither key nor DOI nor title, and does not affect the others.
 * @throws AppError too-large over a megabyte, or over 2,000 entries
 */
export async function parseLibrary(text: string): Promise<LibraryEntry[]> {
  if (text.length > maxLibraryLength)
    throw new AppError("too-large", "That is more than a megabyte: bring a part of it at a time.");
  const parts = await listParts(text);
  if (parts.length > maxEntries)
    throw new AppError(
      "too-large",
      `These are ${grouped(parts.length)} papers: bring at most ${grouped(maxEntries)} at a time.`,
    );
  const entries: LibraryEntry[] = [];
  for (const part of parts) {
    // A record takes some milliseconds; other requests are answered before each.
    if (part.read === readRecord || entries.length % 100 === 99) await yieldToEventLoop();
    entries.push(part.read(part.text));
  }
  return entries;
}

type Part = { text: string; read: (text: string) => LibraryEntry };

async function listParts(text: string): Promise<Part[]> {
  const parts: Part[] = [];
  let looked = 0;
  for (const part of partsOf(text)) {
    if (part) parts.push(part);
    looked += 1;
    if (looked % 1000 === 0) await yieldToEventLoop();
  }
  return parts;
}

/** The papers of a list, one by one; null for a word that is none, so that a list of other words can be interrupted. */
function* partsOf(text: string): Generator<Part | null> {
  if (bibtexStart.test(text)) {
    const [before = "", ...entries] = text.split(new RegExp(bibtexStart, "gim"));
    const cut = entries.map((entry) => cutAfter(entry, endOfBibtex(entry)));
    const papers = cut.filter(([entry]) => !/^(string|comment|preamble)\b/i.test(entry));
    for (const between of [before, ...cut.map(([, after]) => after)]) yield* namesIn(between);
    yield* papers.map(([entry]) => ({ text: `@${entry}`, read: readRecord }));
  } else if (/^TY {2}- /m.test(text)) {
    const [before = "", ...entries] = text.split(/^TY {2}- /m);
    const cut = entries.map((entry) => cutAfter(entry, entry.search(/^ER {2}-/m)));
    for (const between of [before, ...cut.map(([, after]) => after)]) yield* namesIn(between);
    yield* cut.map(([entry]) => ({ text: `TY  - ${entry}\nER  - `, read: readRecord }));
  } else for (const [line] of text.matchAll(/[^\n]+/g)) yield* partsOfLine(line);
}

/** The ids, addresses and DOIs of a line; without any, the whole line, which may be a title. */
function* partsOfLine(line: string): Generator<Part | null> {
  let named = false;
  for (const part of namesIn(line)) {
    named ||= part !== null;
    yield part;
  }
  const words = line.trim();
  yield named || !words ? null : { text: words, read: readLine };
}

/** Where a BibTeX entry ends: after its last brace and a bracket that may follow; -1 if other words do. */
function endOfBibtex(entry: string): number {
  const last = Math.max(entry.lastIndexOf("}"), entry.lastIndexOf(")"));
  const end = entry[last] === ")" ? entry[last - 1] : entry[last];
  return end === "}" ? last + 1 : -1;
}

function cutAfter(text: string, at: number): [record: string, after: string] {
  return at > 0 ? [text.slice(0, at), text.slice(at)] : [text, ""];
}

/** The ids, addresses and DOIs in a text; all other words between records are comments, as in BibTeX. */
function* namesIn(text: string): Generator<Part | null> {
  for (const [word] of text.matchAll(/[^\s,;]+/g))
    yield readName(word) ? { text: word, read: readLine } : null;
}

/** Parses one BibTeX or RIS record. Citation.js reads the title; ids are searched for in all fields. */
function readRecord(text: string): LibraryEntry {
  const key = parseArxivId(arxivAnywhere.exec(text)?.[1] ?? "")?.id ?? null;
  const doi = /\b10\.\d{4,9}\/[^\s"{}<>]+/.exec(text)?.[0] ?? "";
  return { ...named(readName(doi)), ...(key && { key }), words: wordsOf(text), title: titleOf(text) };
}

function readLine(text: string): LibraryEntry {
  const name = readName(text);
  const words = beginningOf(text, maxTitleLength).split(/\s+/);
  const title = !name && words.length > 2 && titleKey(words.join(" ")) ? words.join(" ") : null;
  return { ...named(name), words: wordsOf(text), title };
}

type Name = { key: string } | { doi: string };

function named(name: Name | null): Pick<LibraryEntry, "key" | "doi"> {
  return { key: null, doi: null, ...name };
}

/** Parses an arXiv id, an address of a paper on this or another site, or a DOI; null for anything else. */
function readName(word: string): Name | null {
  if (word.length < minNameLength || word.length > maxTitleLength) return null;
  const [, own = ""] = /\/papers\/([^?#]+?)(?:\.(?:bib|ris|md|json))?(?:[?#].*)?$/.exec(word) ?? [];
  const key = canonicalKey(word) ?? canonicalKey(own);
  if (key) return { key };
  const address = readAddress(word);
  return address?.kind === "doi" ? { doi: address.doi } : null;
}

function titleOf(entry: string): string | null {
  const record = entry.length > maxRecordLength ? shorten(entry) : entry;
  if (braceDepths(record).deepest > maxBraces) return null;
  try {
    // Citation.js fails on citation keys with spaces or special characters and on missing ones, so a plain one takes their place.
    const nameless = record.replace(/^(@\w+\s*\{)[^,=]*,/, "$1x,");
    const [first] = new Cite(nameless, { generateGraph: false }).data;
    // The title is cut first: on a megabyte of unclosed tags the pattern below would run for minutes.
    const title = String(first?.title ?? "")
      .slice(0, 4 * maxTitleLength)
      .replace(/<\/?[a-z][^<>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim();
    return titleKey(title) ? beginningOf(storableText(title), maxTitleLength) : null;
  } catch {
    // Citation.js throws at records that it cannot parse.
    return null;
  }
}

/** The beginning of a long record, with its fields closed. */
function shorten(record: string): string {
  const start = record.slice(0, maxRecordLength);
  return record.startsWith("@")
    ? start + "}".repeat(Math.max(0, braceDepths(start).last))
    : `${start}\nER  - `;
}

/** How many braces are open at the end of a text, and at most. */
function braceDepths(text: string): { last: number; deepest: number } {
  let last = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === "{") last += 1;
    else if (sign === "}") last -= 1;
    deepest = Math.max(deepest, last);
  }
  return { last, deepest };
}

function wordsOf(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/g, " ").trim();
  return line.length <= 60 ? line : `${line.slice(0, 60)}…`;
}
