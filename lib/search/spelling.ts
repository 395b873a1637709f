import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { foldText, stemOf, stopWords } from "@/lib/search/words";

/** A word and in how many papers it occurs; `name` if authors have it in their names. */
type Word = { term: string; count: number; name?: boolean };
/** The hub's words, and those that begin with each letter. */
type Vocabulary = { known: ReadonlyMap<string, Word>; byInitial: ReadonlyMap<string, Word[]> };
type Shown = { title: string; abstract: string; authors: string[] };

/** A word that a few papers have may still be a slip, in them and in the query: "langauge" is in four papers of 75,000. */
const fewPapers = 4;
/** By how much commoner the other word must be to be suggested instead of a word that papers have. */
const suggestedOver = 300;
/** The same, where the results for the other word are shown at once. */
const sureOver = 1000;
/** With fewer results than this, words further from any known one are corrected too. */
const fewFound = 5;
/** Rarer words are hardly ever the intended ones. */
const maxWords = 60_000;
const maxNames = 30_000;
/** A query in which more words are doubtful is in another language, and looking for each takes a millisecond. */
const maxDoubtful = 8;
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
  return rewrite(q, listDoubtful(q, words), ({ folded }) => {
    const having = texts.filter((text) => text.includes(folded)).length;
    const papers = Math.max(having, words.known.get(folded)?.count ?? 0);
    // Among a few papers that have the word, a word far from it is another one.
    return nearest(folded, words, { reach: papers ? 1 : reach(folded), least: papers * suggestedOver });
  });
}

/**
 * The query with those words corrected that no paper here has, or next to none compared with a word like them; a search
 * shows the results for them at once. Words in quotation marks stay, and so do authors' names and names written in a way
 * of their own, such as VietASR or CATS.
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
  const plain = listDoubtful(q, words).filter(
    ({ at, word, folded }) =>
      !isQuoted(q, at) && (shouted || !/\p{Lu}/u.test(word.slice(1))) && !words.known.get(folded)?.name,
  );
  // Only words that are too rare for the vocabulary have to be looked up.
  const papersWith = async (word: string) =>
    words.known.get(word)?.count ?? ((await isKnown(word)) ? fewPapers : 0);
  const papers = new Map(
    await Promise.all(plain.map(async ({ folded }) => [folded, await papersWith(folded)] as const)),
  );
  return rewrite(q, plain, ({ folded }) => {
    const having = papers.get(folded) ?? 0;
    const reach = having ? Math.min(1, sureReach(folded)) : sureReach(folded);
    return nearest(folded, words, { reach, least: having * sureOver });
  });
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
  return { known: new Map(words.map((word) => [word.term, word])), byInitial };
}

/** A word of a query, where it begins, and how it is compared. */
type Typed = { at: number; word: string; folded: string };

/** A word of at least four letters that is no part of an address or of a name with digits, and no value of these prefixes. */
const correctable =
  /(?<![\p{L}\p{M}\p{N}_.@]|\b(?:au|cat|year):\s?(?:"[^"]*)?)\p{L}[\p{L}\p{M}]{3,29}(?![\p{L}\p{M}\p{N}_:@]|\.\S)/giu;

/** The first words of a query that hardly any paper has, if any. */
function listDoubtful(q: string, { known }: Vocabulary): Typed[] {
  const typed = Array.from(q.matchAll(correctable), ({ 0: word, index: at }) => ({
    at,
    word,
    folded: foldText(word).trim(),
  }));
  const doubtful = typed.filter(
    ({ folded }) =>
      /^[a-z]{4,30}$/.test(folded) && (known.get(folded)?.count ?? 0) <= fewPapers && !stopWords.has(folded),
  );
  return doubtful.slice(0, maxDoubtful);
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

/** How many letters may be wrong, and how many papers must have the other word. */
type Nearness = { reach: number; least: number };

function nearest(word: string, { byInitial }: Vocabulary, { reach, least }: Nearness): string | null {
  let best: { term: string; score: number } | null = null;
  for (const { term, count } of byInitial.get(word.charAt(0)) ?? []) {
    if (count < least || term === word || Math.abs(term.length - word.length) > reach) continue;
    const far = isSwap(word, term) ? 1 : distance(word, term);
    const score = count / 100 ** far;
    if (far <= reach && score > (best?.score ?? 0)) best = { term, score };
  }
  // Another inflection of the word is found by the same search.
  return best && (least === 0 || stemOf(best.term) !== stemOf(word)) ? best.term : null;
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
  const inNames = new Set(names.map(({ term }) => term));
  const all = [...words, ...names.filter(({ term }) => !known.has(term))].sort((a, b) => b.count - a.count);
  return toVocabulary(all.map((word) => ({ ...word, name: inNames.has(word.term) })));
}
