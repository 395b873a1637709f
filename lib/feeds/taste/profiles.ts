import { splitTerms, termSlots } from "@/lib/search/keywords/tf-idf";

/** What somebody reads, in words: the weightiest of all they like, as slots and weights of unit length. */
export type Profile = { slots: Uint16Array; weights: Float32Array };

/** A profile keeps so many words: four times as many tell readers apart no better. */
const mostWords = 400;

/** @param terms packed words of each paper that somebody likes */
export function profileOf(terms: Uint8Array[]): Profile {
  const sums = new Map<number, number>();
  for (const packed of terms) {
    const { slots, weights } = splitTerms(packed);
    slots.forEach((slot, i) => {
      sums.set(slot, (sums.get(slot) ?? 0) + (weights[i] ?? 0));
    });
  }
  const kept = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostWords);
  const length = Math.hypot(...kept.map(([, weight]) => weight)) || 1;
  return {
    slots: Uint16Array.from(kept, ([slot]) => slot),
    weights: Float32Array.from(kept, ([, weight]) => weight / length),
  };
}

/** Which profiles have a word, and how much of it: for each slot the rows from `starts[slot]` up to the next. */
export type Words = { starts: Uint32Array; rows: Uint32Array; weights: Float32Array; count: number };

/** Sorts profiles by their words, so that only those with a word in common are compared. */
export function indexProfiles(profiles: Profile[]): Words {
  const starts = new Uint32Array(termSlots + 1);
  for (const { slots } of profiles) for (const slot of slots) starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
  for (let slot = 0; slot < termSlots; slot++)
    starts[slot + 1] = (starts[slot + 1] ?? 0) + (starts[slot] ?? 0);
  const total = starts[termSlots] ?? 0;
  const words = {
    starts,
    rows: new Uint32Array(total),
    weights: new Float32Array(total),
    count: profiles.length,
  };
  const places = starts.slice();
  profiles.forEach(({ slots, weights }, row) => {
    for (let i = 0; i < slots.length; i++) {
      const place = places[slots[i] ?? 0] ?? 0;
      places[slots[i] ?? 0] = place + 1;
      words.rows[place] = row;
      words.weights[place] = weights[i] ?? 0;
    }
  });
  return words;
}

/** The cosine of a profile with each of those in the index. */
export function nearness(
  { starts, rows, weights, count }: Words,
  { slots, weights: own }: Profile,
): Float32Array {
  const near = new Float32Array(count);
  for (let i = 0; i < slots.length; i++) {
    const [slot, weight] = [slots[i] ?? 0, own[i] ?? 0];
    for (let place = starts[slot] ?? 0; place < (starts[slot + 1] ?? 0); place++) {
      const row = rows[place] ?? 0;
      near[row] = (near[row] ?? 0) + weight * (weights[place] ?? 0);
    }
  }
  return near;
}
