import { wordsOf } from "@/lib/search/words";

/** Number of hash slots for words; two words in one slot count as the same word. */
export const termSlots = 65_536;
/** Bytes of a packed term: two for its slot, one for its weight. */
export const termBytes = 3;

/** The number of papers, and how many of them contain a word. */
export type WordCounts = { papers: number; of: (word: string) => number };

/** A word by its slot, and its TF-IDF weight, 0 to 1. */
type Term = { slot: number; weight: number };

/** The slot of a word (FNV-1a, folded to 16 bits). */
export function slotOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}

/** Packs terms into three bytes each: the slot, low byte first, and the weight in 255 steps. */
export function packTerms(terms: Term[]): Uint8Array {
  return Uint8Array.from(
    terms.flatMap(({ slot, weight }) => [slot & 255, slot >>> 8, Math.round(weight * 255)]),
  );
}

/** Unpacks terms into two columns, which is faster than making thousands of pairs. */
export function splitTerms(packed: Uint8Array): { slots: Uint16Array; weights: Float32Array } {
  const count = Math.floor(packed.length / termBytes);
  const slots = new Uint16Array(count);
  const weights = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * termBytes;
    slots[i] = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
    weights[i] = (packed[at + 2] ?? 0) / 255;
  }
  return { slots, weights };
}

/** A paper keeps its terms of the highest weight; the rest adds a few per cent of the total and is not worth the space. */
const maxTerms = 80;
/** A word in more than this share of all papers is left out. */
const maxShare = 0.1;

/**
 * The TF-IDF terms of a paper, packed: with sublinear term frequency and of unit length, as in arxiv-sanity-lite but
 * without pairs of words.
 */
export function findTfIdfTerms(
  { title, abstract }: { title: string; abstract: string },
  frequencies: WordCounts,
): Uint8Array {
  const counts = new Map<string, number>();
  for (const word of wordsOf(`${title} ${abstract}`.toLowerCase()))
    if (/^[a-z]{3,}$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const found = [...counts]
    .filter(([word]) => frequencies.papers < 20 || frequencies.of(word) <= maxShare * frequencies.papers)
    .map(([word, count]) => ({
      slot: slotOf(word),
      weight: (1 + Math.log(count)) * rarity(word, frequencies),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, maxTerms);
  const length = Math.hypot(...found.map(({ weight }) => weight)) || 1;
  return packTerms(found.map(({ slot, weight }) => ({ slot, weight: weight / length })));
}

function rarity(word: string, { papers, of }: WordCounts): number {
  return Math.log((papers + 1) / (of(word) + 1)) + 1;
}
