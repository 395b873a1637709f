import { parseYear } from "@/lib/base/time";
import { isTopic, listTopics } from "@/lib/papers/topics/topics";
import { wordsOf } from "@/lib/search/words";

export const maxQueryLength = 250;
// More words make a query no clearer, and each costs a pass over the papers that contain it.
const maxWords = 32;

export type Field = "any" | "title" | "abstract" | "authors";

/** Words that must, or must not, occur in a field; a phrase needs them next to each other. */
export type Demand = { field: Field; text: string; phrase: boolean };

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
  /** Whether the query was cut to its first 250 characters. */
  shortened: boolean;
};

const fields: Record<string, Field> = { au: "authors", ti: "title", abs: "abstract" };
const part = /(?<not>-)?(?:(?<prefix>au|ti|abs|cat|year):)?(?:"(?<phrase>[^"]*)"?|(?<word>\S+))/giu;

/**
 * Parses a query: free words, `au:` `ti:` `abs:` `cat:` `year:2025` (or `year:2023-2025`), "exact phrases" and `-not`.
 * Never fails: a prefix with an invalid value counts as words.
 */
export function parseQuery(raw: string): ParsedQuery {
  const q = cleanQuery(raw);
  const parsed: ParsedQuery = {
    text: "",
    must: [],
    not: [],
    topics: [],
    notTopics: [],
    from: null,
    until: null,
    shortened: [...raw.trim()].length > maxQueryLength,
  };
  const free: string[] = [];
  for (const { groups } of q.matchAll(part)) {
    const { not, prefix = "", phrase, word } = groups ?? {};
    const text = wordsOf(phrase ?? word ?? "").join(" ");
    const value = phrase ?? word ?? "";
    if (!text || applyPrefix(parsed, { prefix: prefix.toLowerCase(), value, not: not !== undefined }))
      continue;
    const demand = { field: fields[prefix.toLowerCase()] ?? "any", text, phrase: phrase !== undefined };
    if (not) parsed.not.push(demand);
    else if (prefix || phrase !== undefined) parsed.must.push(demand);
    else free.push(word ?? "");
  }
  parsed.text = free.slice(0, maxWords).join(" ");
  parsed.must = parsed.must.slice(0, 8);
  parsed.not = parsed.not.slice(0, 8);
  return parsed;
}

/** Whether the query has conditions on the abstract only, which the search table cannot check. */
export function asksOfAbstract({ must, not }: Pick<ParsedQuery, "must" | "not">): boolean {
  return [...must, ...not].some(({ field }) => field === "abstract");
}

/** A query without control characters and stacks of accents, cut to 250 characters. */
export function cleanQuery(raw: string): string {
  return [
    ...raw
      .slice(0, 4 * maxQueryLength)
      .normalize("NFC")
      .replace(/[\p{C}\s]+/gu, " ")
      .replace(/(\p{M}{2})\p{M}+/gu, "$1")
      .replace(/[“”„«»]/g, '"')
      .trim(),
  ]
    .slice(0, maxQueryLength)
    .join("");
}

type Prefixed = { prefix: string; value: string; not: boolean };

/** Applies a valid `cat:` or `year:` to the query. @returns whether it was one */
function applyPrefix(parsed: ParsedQuery, { prefix, value, not }: Prefixed): boolean {
  if (prefix === "cat") {
    const topics = topicsOf(value);
    (not ? parsed.notTopics : parsed.topics).push(...topics);
    return topics.length > 0;
  }
  if (prefix !== "year" || not) return false;
  const [first = "", last = first, ...more] = value.split("-");
  const from = parseYear(first)?.from;
  const until = parseYear(last)?.until;
  if (!from || !until || more.length > 0) return false;
  parsed.from = from;
  parsed.until = until;
  return true;
}

/** The ids of a topic, or of all topics of an archive such as `cs`. */
function topicsOf(value: string): string[] {
  const all = listTopics().flatMap((group) => group.topics.map(({ id }) => id));
  const exact = all.find((id) => id.toLowerCase() === value.toLowerCase());
  if (exact && isTopic(exact)) return [exact];
  const archive = value.toLowerCase().replace(/\.\*?$/, "");
  return all.filter((id) => id.toLowerCase().startsWith(`${archive}.`));
}
