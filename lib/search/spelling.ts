import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { foldText, stopWords } from "@/lib/search/words";

type Word = { term: string; count: number };
/** The hub's words, and those that begin with each letter. */
type Vocabulary = { known: ReadonlySet<string>; byInitial: ReadonlyMap<string, Word[]> };
type Shown = { title: string; abstract: string; authors: string[] };

/** With fewer results than this, words further from any known one are corrected too. */
const fewFound = 5;
/** Rarer words are hardly ever the intended ones. */
const maxWords = 60_000;
const maxNames = 30_000;
/** A query in which more words are unknown is in another language, and looking for each takes a millisecond. */
const maxUnknown = 8;
const vocabulary = new LRUCache<string, Vocabulary>({
  max: 1,
  ttl: 600_000,
  allowStale: true,
  fetchMethod: readVocabulary,
});

/**
 * The query with its unknown words replaced by frequent words of similar spelling; prefixes and quotes stay.
 * @param shown the papers found first: a word that occurs in one of them is rare, not wrong
 * @returns null if there is nothing to correct
 */
export async function didYouMean(q: string, shown: Shown[]): Promise<string | null> {
  const words = await vocabulary.fetch("all");
  return words && words.known.size > 0 ? correctSpelling(q, shown, words) : null;
}

/** `didYouMean` with a given vocabulary. */
export function correctSpelling(q: string, shown: Shown[], words: Vocabulary): string | null {
  const reach = shown.length < fewFound ? farReach : nearReach;
  const texts = shown.map(({ title, abstract, authors }) =>
    foldText([title, abstract, ...authors].join("\n")),
  );
  const rare = (word: string) => texts.some((text) => text.includes(word));
  return rewrite(q, listUnknown(q, words), ({ folded }) =>
    rare(folded) ? null : nearest(folded, words, reach(folded)),
  );
}

/**
 * The query with those words corrected that no paper here has; a search shows the results for them at once. Words in
 * quotation marks stay, and so do names written in a way of their own, such as VietASR or CATS.
 * @param isKnown whether a paper here has this word in any inflection, in title, abstract, notes or authors
 * @returns null if there is nothing to correct
 */
export async function correctUnknown(
  q: string,
  isKnown: (word: string) => Promise<boolean>,
): Promise<string | null> {
  const words = await vocabulary.fetch("all");
  return words && words.known.size > 0 ? correctMissing(q, isKnown, words) : null;
}

/** `correctUnknown` with a given vocabulary. */
export async function correctMissing(
  q: string,
  isKnown: (word: string) => Promise<boolean>,
  words: Vocabulary,
): Promise<string | null> {
  const shouted = q === q.toUpperCase();
  const plain = listUnknown(q, words).filter(
    ({ at, word }) => !isQuoted(q, at) && (shouted || !/\p{Lu}/u.test(word.slice(1))),
  );
  const known = await Promise.all(plain.map(({ folded }) => isKnown(folded)));
  const missing = plain.filter((_, i) => !known[i]);
  return rewrite(q, missing, ({ folded }) => nearest(folded, words, sureReach(folded)));
}

/** Words, the most frequent first, as a vocabulary. */
export function toVocabulary(words: Word[]): Vocabulary {
  const byInitial = new Map<string, Word[]>();
  for (const word of words) {
    const initial = word.term.charAt(0);
    const others = byInitial.get(initial);
    if (others) others.push(word);
    else byInitial.set(initial, [word]);
  }
  return { known: new Set(words.map(({ term }) => term)), byInitial };
}

/** A word of a query, where it begins, and how it is compared. */
type Typed = { at: number; word: string; folded: string };

/** A word of at least four letters that is no part of an address or of a name with digits, and no value of these prefixes. */
const correctable =
  /(?<![\p{L}\p{M}\p{N}_.@]|\b(?:au|cat|year):\s?(?:"[^"]*)?)\p{L}[\p{L}\p{M}]{3,29}(?![\p{L}\p{M}\p{N}_:@]|\.\S)/giu;

/** The first words of a query that are not in the vocabulary. */
function listUnknown(q: string, { known }: Vocabulary): Typed[] {
  const typed = Array.from(q.matchAll(correctable), ({ 0: word, index: at }) => ({
    at,
    word,
    folded: foldText(word).trim(),
  }));
  const unknown = typed.filter(
    ({ folded }) => /^[a-z]{4,30}$/.test(folded) && !known.has(folded) && !stopWords.has(folded),
  );
  return unknown.slice(0, maxUnknown);
}

function isQuoted(q: string, at: number): boolean {
  return (q.slice(0, at).split('"').length - 1) % 2 === 1;
}

/** The query with other spellings of some of its words; null if none has another spelling. */
function rewrite(q: string, typed: Typed[], spell: (one: Typed) => string | null): string | null {
  let [written, end, changed] = ["", 0, false];
  for (const one of typed) {
    const spelled = spell(one);
    if (!spelled) continue;
    const capital = /^\p{Lu}/u.test(one.word);
    written +=
      q.slice(end, one.at) + (capital ? spelled.charAt(0).toUpperCase() + spelled.slice(1) : spelled);
    end = one.at + one.word.length;
    changed = true;
  }
  return changed ? written + q.slice(end) : null;
}

// How many letters of a word may be wrong: with few results, and otherwise; and where the reader is not asked first, since
// a short word that no paper has is often a name.
const farReach = ({ length }: string) => (length > 7 ? 2 : 1);
const sureReach = ({ length }: string) => (length > 9 ? 2 : length > 4 ? 1 : 0);
const nearReach = ({ length }: string) => (length > 5 ? 1 : 0);

function nearest(word: string, { byInitial }: Vocabulary, reach: number): string | null {
  let best: { term: string; score: number } | null = null;
  for (const { term, count } of byInitial.get(word.charAt(0)) ?? []) {
    if (Math.abs(term.length - word.length) > reach) continue;
    const far = isSwap(word, term) ? 1 : distance(word, term);
    const score = count / 100 ** far;
    if (far <= reach && score > (best?.score ?? 0)) best = { term, score };
  }
  return best?.term ?? null;
}

/** Whether one word is the other with two neighbouring letters in the wrong order, which is one slip. */
function isSwap(word: string, term: string): boolean {
  if (word.length !== term.length) return false;
  const at = [...word].findIndex((letter, i) => letter !== term[i]);
  return (
    at >= 0 && term === `${word.slice(0, at)}${word[at + 1] ?? ""}${word[at] ?? ""}${word.slice(at + 2)}`
  );
}

/** The hub's words, and the names of authors with two papers or more. */
async function readVocabulary(): Promise<Vocabulary> {
  const db = getDb();
  const [words, names] = await Promise.all([
    db.searchTerm.findMany({
      where: { kind: "word" },
      orderBy: { count: "desc" },
      take: maxWords,
      select: { term: true, count: true },
    }),
    // An author has two rows, one for each order of the name.
    db.$queryRaw<Word[]>`
      SELECT word AS term, (sum(count) / 2)::int AS count
      FROM search_terms, unnest(string_to_array(term, ' ')) AS word
      WHERE kind = 'author' AND word ~ '^[a-z]{4,30}$'
      GROUP BY word HAVING sum(count) >= 4 ORDER BY count DESC LIMIT ${maxNames}`,
  ]);
  const known = new Set(words.map(({ term }) => term));
  const all = [...words, ...names.filter(({ term }) => !known.has(term))];
  return toVocabulary(all.sort((a, b) => b.count - a.count));
}
