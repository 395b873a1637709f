import { parseYear } from "@/lib/base/time";
import { readWholeAddress } from "@/lib/papers/address";
import { latexToText, plainText } from "@/lib/papers/latex/latex";
import { listTopicsNamed } from "@/lib/papers/topics/topics";
import { type AskedName, readAskedName } from "@/lib/search/author-names";
import { askedWords } from "@/lib/search/words";

export const maxQueryLength = 2000;

export type Field = "any" | "title" | "abstract" | "authors";

/** Words that must, or must not, occur in a field; a phrase needs them next to each other. */
export type Demand = {
  field: Field;
  text: string;
  phrase: boolean;
  /** For authors: the name, if it has more than one word. */
  name?: AskedName;
};

export type ParsedQuery = {
  /** The free words, without prefixes: searched by words and by meaning. */
  text: string;
  must: Demand[];
  not: Demand[];
  /** The paper must be in one of these topics. */
  topics: string[];
  /** The paper must be in none of these topics. */
  notTopics: string[];
  /** First and last day, YYYY-MM-DD. */
  from: string | null;
  until: string | null;
  /** Whether the paper must have code. */
  hasCode: boolean;
  /** Conditions that could not be understood and were left out: `cat:nothing`, `year:soon`, `-year:2025`, `has:nothing`. */
  unknown: string[];
  /** Whether the query was cut to `maxQueryLength` characters. */
  shortened: boolean;
};

const fields: Record<string, Field> = { au: "authors", ti: "title", abs: "abstract" };
const part =
  /(?<not>-)?(?:(?<prefix>au|ti|abs|cat|year|has):(?<space>\s(?=[^\s:]))?)?(?:"(?<phrase>[^"]*)"?|(?<word>\S+))/giu;
// Names whose parts a space separates are one value even without quotation marks: `au:Balazs, C.` and `au:C. Balazs`.
const spacedName =
  /(?<=(?:^|\s)-?(?:au|AU|Au):)\s?((?:[^\s",:]+,\s*\p{Lu}\.?(?:[\s-]?\p{Lu}\.?)*|\p{Lu}\.(?:[\s-]?\p{Lu}\.)*\s?[^\s",:.]{2,}))(?=\s|$)/gu;

/**
 * The arXiv id or DOI of which a query consists, in any form that people paste; null if it asks for anything else. Besides
 * the paper itself only those are looked for that mention it: its digits mean nothing one by one.
 */
export function findAddress(raw: string): string | null {
  const address = readWholeAddress(raw);
  return address && (address.kind === "arxiv" ? address.id : address.doi);
}

function quoted(value: string): Part {
  return { prefix: "", value, phrase: true, not: false, whole: value };
}

type Part = { prefix: string; value: string; phrase: boolean; not: boolean; whole: string };

/**
 * Parses a query: free words, `au:` `ti:` `abs:` `cat:` `year:2025` (or `year:2023-2025`) `has:code`, "exact phrases" and `-not`;
 * an id or a DOI alone is a phrase. Formulas are read as text. Never fails: `cat:`, `year:` and `has:` with an invalid value are left
 * out and listed as `unknown`.
 */
export function parseQuery(raw: string): ParsedQuery {
  const parsed: ParsedQuery = {
    text: "",
    must: [],
    not: [],
    topics: [],
    notTopics: [],
    from: null,
    until: null,
    hasCode: false,
    unknown: [],
    shortened: [...raw.trim()].length > maxQueryLength,
  };
  const free: string[] = [];
  const named = findAddress(raw);
  for (const one of named ? [quoted(named)] : listParts(raw)) {
    const text = askedWords(one.value).join(" ");
    if (!text || applyPrefix(parsed, one)) continue;
    if (!one.not && !one.prefix && !one.phrase) free.push(one.value);
    else (one.not ? parsed.not : parsed.must).push(toDemand(one, text));
  }
  parsed.text = free.join(" ");
  parsed.must = parsed.must.slice(0, 8);
  parsed.not = parsed.not.slice(0, 8);
  parsed.unknown = parsed.unknown.slice(0, 8);
  return parsed;
}

function listParts(raw: string): Part[] {
  const clean = cleanQuery(raw);
  const q = /[\\$]/.test(clean) ? cleanQuery(plainText(latexToText(clean))) : clean;
  const parts = q.replace(spacedName, '"$1"').matchAll(part);
  return Array.from(parts, ({ groups = {}, index, 0: whole }) => {
    const { not, prefix = "", space, phrase, word = "" } = groups;
    // "Au: a gold film" and "a Ti:sapphire laser" are words; `au: Hinton` and, at the beginning, `Au:Hinton` are not.
    const isPrefix =
      prefix === prefix.toLowerCase() || (!space && (index === 0 || prefix === prefix.toUpperCase()));
    if (prefix && !isPrefix) return { prefix: "", value: whole, phrase: false, not: false, whole };
    // Neither "-1" nor a word between dashes is meant to be left out.
    const isNot = not !== undefined && !(phrase === undefined && !prefix && /^[\d.,]+$|-$/.test(word));
    const value = phrase ?? word;
    return { prefix: prefix.toLowerCase(), value, phrase: phrase !== undefined, not: isNot, whole };
  });
}

function toDemand({ prefix, value, phrase }: Part, text: string): Demand {
  const field = fields[prefix] ?? "any";
  const name = field === "authors" ? readAskedName(value) : null;
  return { field, text, phrase, ...(name && { name }) };
}

/** Whether the query has conditions on the abstract only, which the search table cannot check. */
export function asksOfAbstract({ must, not }: Pick<ParsedQuery, "must" | "not">): boolean {
  return [...must, ...not].some(({ field }) => field === "abstract");
}

/** A query with so many words besides its phrases is a sentence. */
const sentenceWords = 8;

/**
 * A query with its required phrases as free words, where they are more likely meant to stress something than to leave out
 * papers: in a sentence, and where nothing was found with several phrases or with a phrase and other words.
 * @param found how many papers have all required phrases
 * @returns null for other queries
 */
export function loosenPhrases(raw: string, found: number): string | null {
  const { text, must } = parseQuery(raw);
  const phrases = must.filter(({ field, phrase }) => field === "any" && phrase);
  const words = askedWords(text).length;
  const stresses = words >= sentenceWords || (found === 0 && (phrases.length > 1 || words > 0));
  if (phrases.length === 0 || !stresses) return null;
  return cleanQuery(raw).replace(/(?<=^|\s)"([^"]*)"?/g, "$1");
}

/** A query without control characters and stacks of accents, cut to `maxQueryLength` characters. */
export function cleanQuery(raw: string): string {
  return [
    ...raw
      .slice(0, 4 * maxQueryLength)
      .normalize("NFC")
      .replace(/[\p{C}\s]+/gu, " ")
      .replace(/(\p{M}{2})\p{M}+/gu, "$1")
      .replace(/[“”„‟«»＂]/g, '"')
      .trim(),
  ]
    .slice(0, maxQueryLength)
    .join("");
}

/** Applies a `cat:`, `year:` or `has:` to the query, or lists it as unknown. @returns whether it was one */
function applyPrefix(parsed: ParsedQuery, { prefix, value, not, whole }: Part): boolean {
  if (prefix === "cat") {
    const topics = listTopicsNamed(value);
    if (topics.length === 0) parsed.unknown.push(whole.trim());
    (not ? parsed.notTopics : parsed.topics).push(...topics);
    return true;
  }
  if (prefix === "has") {
    if (not || value.toLowerCase() !== "code") parsed.unknown.push(whole.trim());
    else parsed.hasCode = true;
    return true;
  }
  if (prefix !== "year") return false;
  const [first = "", last = first, ...more] = value.split("-");
  const from = parseYear(first)?.from;
  const until = parseYear(last)?.until;
  if (from && until && more.length === 0 && !not) {
    parsed.from = from;
    parsed.until = until;
  } else parsed.unknown.push(whole.trim());
  return true;
}
