import { isTopic, listTopics } from "@/lib/papers/topics/topics";
import { wordsOf } from "@/lib/search/words";

export const longestQuery = 250;
// More words than this say no more about what is meant, and each costs a walk through its papers.
const mostWords = 32;

export type Field = "any" | "title" | "abstract" | "authors";

/** Words that must, or must not, stand in a field: next to each other where it is a phrase. */
export type Demand = { field: Field; text: string; phrase: boolean };

export type ParsedQuery = {
  /** What the query says freely, without marks: searched by words and by meaning. */
  text: string;
  must: Demand[];
  not: Demand[];
  /** Any of these topics. */
  topics: string[];
  /** None of these. */
  notTopics: string[];
  /** First and last day. */
  from: string | null;
  until: string | null;
  /** Whether the query was longer than anything is searched for. */
  shortened: boolean;
};

const fields: Record<string, Field> = { au: "authors", ti: "title", abs: "abstract" };
const part = /(?<not>-)?(?:(?<mark>au|ti|abs|cat|year):)?(?:"(?<phrase>[^"]*)"?|(?<word>\S+))/giu;

/**
 * Reads a query as people type it: free words, `au:` `ti:` `abs:` `cat:` `year:2025` (or `year:2023-2025`), "exact
 * phrases" and `-not`. Never fails: what makes no sense as a mark is a word.
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
    shortened: [...raw.trim()].length > longestQuery,
  };
  const free: string[] = [];
  for (const { groups } of q.matchAll(part)) {
    const { not, mark = "", phrase, word } = groups ?? {};
    const text = wordsOf(phrase ?? word ?? "").join(" ");
    const value = phrase ?? word ?? "";
    if (!text || readMark(parsed, { mark: mark.toLowerCase(), value, not: not !== undefined })) continue;
    const demand = { field: fields[mark.toLowerCase()] ?? "any", text, phrase: phrase !== undefined };
    if (not) parsed.not.push(demand);
    else if (mark || phrase !== undefined) parsed.must.push(demand);
    else free.push(word ?? "");
  }
  parsed.text = free.slice(0, mostWords).join(" ");
  parsed.must = parsed.must.slice(0, 8);
  parsed.not = parsed.not.slice(0, 8);
  return parsed;
}

/** Whether something is asked of the abstract alone, which the search table keeps in one text with the rest. */
export function asksOfAbstract({ must, not }: Pick<ParsedQuery, "must" | "not">): boolean {
  return [...must, ...not].some(({ field }) => field === "abstract");
}

/** A query without control signs and heaps of accents, of at most 250 characters. */
export function cleanQuery(raw: string): string {
  return [
    ...raw
      .slice(0, 4 * longestQuery)
      .normalize("NFC")
      .replace(/[\p{C}\s]+/gu, " ")
      .replace(/(\p{M}{2})\p{M}+/gu, "$1")
      .replace(/[“”„«»]/g, '"')
      .trim(),
  ]
    .slice(0, longestQuery)
    .join("");
}

type Marked = { mark: string; value: string; not: boolean };

/** Takes over what a topic or year mark says. @returns whether it was one */
function readMark(parsed: ParsedQuery, { mark, value, not }: Marked): boolean {
  if (mark === "cat") {
    const topics = topicsOf(value);
    (not ? parsed.notTopics : parsed.topics).push(...topics);
    return topics.length > 0;
  }
  const years = mark === "year" && !not && /^(\d{4})(?:-(\d{4}))?$/.exec(value);
  if (!years) return false;
  parsed.from = `${years[1]}-01-01`;
  parsed.until = `${years[2] ?? years[1]}-12-31`;
  return true;
}

/** A topic, or all topics of an archive such as `cs`. */
function topicsOf(value: string): string[] {
  const all = listTopics().flatMap((group) => group.topics.map(({ id }) => id));
  const exact = all.find((id) => id.toLowerCase() === value.toLowerCase());
  if (exact && isTopic(exact)) return [exact];
  const archive = value.toLowerCase().replace(/\.\*?$/, "");
  return all.filter((id) => id.toLowerCase().startsWith(`${archive}.`));
}
