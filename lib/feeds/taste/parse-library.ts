import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { Cite } from "@citation-js/core";
import { beginningOf, grouped, storableText } from "@/lib/base/text";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { AppError } from "@/lib/base/errors";
import { isTitleTable, readTitleTable } from "@/lib/feeds/taste/title-table";
import { canonicalKey, readAddress } from "@/lib/papers/address";
import { parseArxivId } from "@/lib/papers/arxiv/ids";
import { latexToText } from "@/lib/papers/latex/latex";
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
  /** The keys under which the hub may hold the title: a formula in it is stored as LaTeX, and pasted as signs or as LaTeX. */
  titleKeys: string[];
};

const risStart = /^TY {2}- /m;
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
  for (const part of partsOf(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"))) {
    if (part) parts.push(part);
    looked += 1;
    if (looked % 1000 === 0) await yieldToEventLoop();
  }
  return parts;
}

/**
 * The papers of a list, one by one, in whatever formats it mixes; null for what is none, so that a list of other words can
 * be interrupted.
 */
function* partsOf(text: string): Generator<Part | null> {
  if (isTitleTable(text)) {
    yield* rowsOfTable(text);
    return;
  }
  const hasRecords = bibtexStart.test(text) || risStart.test(text);
  const papers: Part[] = [];
  for (const between of cutBibtex(text, papers))
    for (const line of cutRis(between, papers)) yield* partsOfLines(line, hasRecords);
  yield* papers;
}

/** Takes the BibTeX records out of a text. @param papers gets them @returns the texts between them */
function cutBibtex(text: string, papers: Part[]): string[] {
  const [before = "", ...entries] = text.split(new RegExp(bibtexStart, "gim"));
  const cut = entries.map((entry) => cutAfter(entry, endOfBibtex(entry)));
  for (const [entry] of cut)
    if (!/^(string|comment|preamble)\b/i.test(entry)) papers.push({ text: `@${entry}`, read: readRecord });
  return [before, ...cut.map(([, after]) => after)];
}

/** Takes the RIS records out of a text. @param papers gets them @returns the texts between them */
function cutRis(text: string, papers: Part[]): string[] {
  const [before = "", ...entries] = text.split(new RegExp(risStart, "gm"));
  const cut = entries.map((entry) => cutAfter(entry, endOfRis(entry)));
  for (const [entry] of cut) papers.push({ text: `TY  - ${entry}\nER  - `, read: readRecord });
  return [before, ...cut.map(([, after]) => after.replace(/^ER {2}-.*/, ""))];
}

/**
 * The ids, addresses and DOIs of each line; without any, the whole line, which may be a title.
 * @param comments whether other lines are comments, as between records, unless they read like a title
 */
function* partsOfLines(text: string, comments: boolean): Generator<Part | null> {
  for (const [line] of text.matchAll(/[^\n]+/g)) {
    if (/^\s*(%|#|\/\/)/.test(line)) continue;
    let named = false;
    for (const [word] of line.matchAll(/[^\s,;]+/g)) {
      const name = readName(word) !== null;
      named ||= name;
      yield name ? { text: word, read: readLine } : null;
    }
    const words = named ? "" : withoutMark(line);
    const skipped = !words || (comments && (isToolComment(words) || readLine(words).title === null));
    yield skipped ? null : { text: words, read: readLine };
  }
}

/** A line without the mark of a list before it: "1.", "[2]", "(3)", "-", "•". */
function withoutMark(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*+•–—·]|\[?\(?\d{1,4}[.)\]]{1,2})\s+/, "")
    .trim();
}

/** What programs write into the files that they export. */
function isToolComment(line: string): boolean {
  return /^(this file|encoding\b|(automatically |file )?(created|generated|exported|made|written|produced|saved|downloaded)\b)/i.test(
    line,
  );
}

/**
 * Where a BibTeX entry ends: behind its closing bracket. An entry that is never closed ends at a blank line, or before a
 * line without signs of BibTeX, which may be a title.
 */
function endOfBibtex(entry: string): number {
  const round = /^[a-z]+\s*\(/i.test(entry);
  let depth = 0;
  for (let at = 0; at < entry.length; at++) {
    const sign = entry[at];
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    if (depth === 0 && (round ? sign === ")" : sign === "}")) return at + 1;
  }
  const stranger = /\n(?=[^\S\n]*(?:\n|[^\n={}"@]{10,}(?:\n|$)))/.exec(entry);
  return stranger ? stranger.index : -1;
}

/** Where a RIS record ends: before its ER line; without one, behind its last line with a tag. */
function endOfRis(entry: string): number {
  const end = entry.search(/^ER {2}-/m);
  if (end > 0) return end;
  const last = [...entry.matchAll(/^[A-Z][A-Z0-9] {2}-.*$/gm)].at(-1);
  return last ? last.index + last[0].length : entry.indexOf("\n");
}

function cutAfter(text: string, at: number): [record: string, after: string] {
  return at > 0 ? [text.slice(0, at), text.slice(at)] : [text, ""];
}

function* rowsOfTable(text: string): Generator<Part | null> {
  for (const { title, all } of readTitleTable(text))
    yield all.trim() ? { text: all, read: () => readRow(all, title) } : null;
}

function readRow(all: string, title: string): LibraryEntry {
  const short = beginningOf(storableText(title).replace(/\s+/g, " ").trim(), maxTitleLength);
  return { ...namesOf(all), words: wordsOf(title || all), ...titled(titleKey(short) ? short : null) };
}

/** Parses one BibTeX or RIS record. Citation.js reads the title; ids are searched for in all fields. */
function readRecord(text: string): LibraryEntry {
  const source = text.startsWith("@") ? bibtexTitle(text.slice(0, maxRecordLength)) : null;
  return { ...namesOf(text), words: wordsOf(text), ...titled(titleOf(text), source) };
}

/** The arXiv id and the DOI in a text, wherever they stand. */
function namesOf(text: string): Pick<LibraryEntry, "key" | "doi"> {
  const key = parseArxivId(arxivAnywhere.exec(text)?.[1] ?? "")?.id ?? null;
  const doi =
    /\b10\.\d{4,9}\/[^\s"{}]+/.exec(
      text.replace(/\{\\text(less|greater)\}/g, (_, sign) => (sign === "less" ? "<" : ">")),
    )?.[0] ?? "";
  return { ...named(readName(doi)), ...(key && { key }) };
}

function readLine(text: string): LibraryEntry {
  const name = readName(text);
  const words = beginningOf(text, maxTitleLength).split(/\s+/);
  const title = !name && words.length > 2 && titleKey(words.join(" ")) ? words.join(" ") : null;
  return { ...named(name), words: wordsOf(text), ...titled(title) };
}

/** @param source the title in LaTeX, if it came so; it is also read as papers are, since Citation.js leaves out "<think>" */
function titled(title: string | null, source?: string | null): Pick<LibraryEntry, "title" | "titleKeys"> {
  if (title === null) return { title, titleKeys: [] };
  const key = titleKey(title);
  const spelled = key.replace(/[α-ω]/g, (letter) => greek[letter.charCodeAt(0) - 0x3b1] ?? letter);
  const read = latexToText((source ?? "").slice(0, 4 * maxTitleLength));
  const keys = new Set([key, spelled, source ?? "", read].map(titleKey));
  return { title, titleKeys: [...keys].filter(Boolean) };
}

const greek =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(
    " ",
  );

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
  const record = entry.length > maxRecordLength ? entry.slice(0, maxRecordLength) : entry;
  const value = record.startsWith("@") ? bibtexTitle(record) : null;
  if (
    record.startsWith("@")
      ? value === null || braceDepths(value) > maxBraces
      : braceDepths(record) > maxBraces
  )
    return null;
  try {
    // Only the title is handed to Citation.js, which fails on odd citation keys, on macros and wherever a record is broken.
    const title = value === null ? `${record}\nER  - ` : `@misc{x, title={${value}}}`;
    const [first] = new Cite(title, { generateGraph: false }).data;
    return cleanTitle(String(first?.title ?? ""));
  } catch {
    // Citation.js throws at what it cannot parse; the words are left.
    return value === null ? null : cleanTitle(value.replace(/[{}]/g, ""));
  }
}

function cleanTitle(given: string): string | null {
  // The title is cut first: on a megabyte of unclosed tags the pattern below would run for minutes.
  const title = given
    .slice(0, 4 * maxTitleLength)
    .replace(/<\/?[a-z][^<>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return titleKey(title) ? beginningOf(storableText(title), maxTitleLength) : null;
}

/** The value of a BibTeX record's title, without its outermost braces or quotes; null without one. */
function bibtexTitle(record: string): string | null {
  const field = /(?:^|[\s,{(])title\s{0,99}=\s{0,99}([{"])/i.exec(record);
  if (!field) return null;
  const start = field.index + field[0].length;
  const close = field[1] === "{" ? "}" : '"';
  let depth = 0;
  for (let at = start; at < record.length; at++) {
    const sign = record[at];
    if (depth === 0 && sign === close) return record.slice(start, at);
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
  }
  // Never closed: the title goes on to the next field or the end of its line, and is more than a word or two.
  const [rest = ""] = record.slice(start).split(/,\s{0,99}[a-z]+\s{0,99}=|\n/i);
  const bare = rest.replace(/[{}]/g, "").replace(/[,"\s]+$/, "");
  return bare.split(/\s+/).length > 2 || record.length === maxRecordLength ? bare : null;
}

/** How many braces are open at most at a place of a text. */
function braceDepths(text: string): number {
  let open = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === "{") open += 1;
    else if (sign === "}") open -= 1;
    deepest = Math.max(deepest, open);
  }
  return deepest;
}

function wordsOf(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/g, " ").trim();
  return line.length <= 60 ? line : `${line.slice(0, 60)}…`;
}
