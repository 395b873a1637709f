import { Prisma } from "@/lib/base/db";
import { termBytes, termSlots } from "@/lib/search/keywords/tf-idf";

/** A linear model: what it gives is natural log odds, with as many likes as others. */
export type Model = {
  /** Which model made the vectors it was trained on. */
  embedder: string;
  bias: number;
  dense: Float32Array;
  /** A weight for each slot of a word. */
  terms: Float32Array;
};

export type TasteModel = Model & { interestId: number };

export type Taste = { interestId: number; heat: number };

/** A model's word counts more than it says: at its own worth it hardly moved the first places, where the hottest stand far apart. */
export const tasteShare = 1.5;
/** Taste never counts for more than this, or less, whatever the trend says. */
export const mostTaste = 4;
export const leastTaste = -2.5;

/**
 * What the reader's interests make of a paper: the one that likes it best, in heat units (log2 of how many times
 * likelier the reader is to like it than any other paper, times tasteShare).
 * @returns null where no interest can tell: the paper is not embedded, or by another model
 */
export function tasteOf(models: TasteModel[], features: Features | null): Taste | null {
  let best: Taste | null = null;
  if (!features) return best;
  for (const model of models) {
    if (model.embedder !== features.model || model.dense.length !== features.vector.length) continue;
    const heat = inHeat(logOdds(model, features));
    if (!best || heat > best.heat) best = { interestId: model.interestId, heat };
  }
  return best;
}

/** Natural log odds as heat units: within bounds, since a page is not to be one thing only. */
function inHeat(odds: number): number {
  return Math.min(mostTaste, Math.max(leastTaste, (tasteShare * odds) / Math.LN2));
}

/** What a model says of a paper. Loops over numbers, not functions: a page asks this thousands of times. */
export function logOdds({ bias, dense, terms }: Model, { vector, scale, terms: packed }: Features): number {
  let sum = 0;
  for (let i = 0; i < dense.length; i++) sum += (dense[i] ?? 0) * (vector[i] ?? 0);
  let words = 0;
  for (let i = 0; i + 2 < packed.length; i += termBytes) {
    const slot = (packed[i] ?? 0) | ((packed[i + 1] ?? 0) << 8);
    words += (terms[slot] ?? 0) * (packed[i + 2] ?? 0);
  }
  return bias + sum * scale + words / 255;
}

/** A weight for each word, all nothing yet. */
export function newTerms(): Float32Array {
  return new Float32Array(termSlots);
}

/** What taste goes by: a paper's vector as it was packed, and the words that tell it from others. */
export type Features = {
  /** Which model made the vector; vectors of two models say nothing to each other. */
  model: string;
  /** A unit vector, to be multiplied by `scale`. */
  vector: Int8Array;
  scale: number;
  /** As `packTerms` gave them; empty until the worker has found them. */
  terms: Uint8Array;
};

export type FeatureRow = {
  model: string | null;
  vector: Uint8Array | null;
  scale: number | null;
  terms: Uint8Array | null;
};

/** The columns of features; `e` enrichments. */
export const featureColumns = Prisma.sql`e.model, e.vector, e.scale, e.terms`;

const none = new Uint8Array();

/** A row's features, or null while the paper is not embedded. Nothing is copied. */
export function toFeatures({ model, vector, scale, terms }: FeatureRow): Features | null {
  if (model === null || vector === null || scale === null) return null;
  const bytes = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
  return { model, vector: bytes, scale, terms: terms ?? none };
}

const version = 1;
/** A model keeps so many words. */
const mostWords = 3000;

/** A model as bytes: a version, the embedder's name, then numbers; of the words only those that weigh. */
export function encodeModel({ embedder, bias, dense, terms }: Model): Uint8Array<ArrayBuffer> {
  const name = Buffer.from(embedder);
  const slots = heaviest(terms);
  const bytes = Buffer.alloc(8 + name.length + 4 * (1 + dense.length) + 6 * slots.length);
  let at = bytes.writeUInt8(version);
  at = bytes.writeUInt8(name.length, at);
  at += name.copy(bytes, at);
  at = bytes.writeUInt16LE(dense.length, at);
  at = bytes.writeFloatLE(bias, at);
  for (const weight of dense) at = bytes.writeFloatLE(weight, at);
  at = bytes.writeUInt32LE(slots.length, at);
  for (const slot of slots) at = bytes.writeFloatLE(terms[slot] ?? 0, bytes.writeUInt16LE(slot, at));
  return new Uint8Array(bytes);
}

/** The slots of words that weigh most; the many others together hardly move a paper. */
function heaviest(terms: Float32Array): number[] {
  // By exponent and three bits more, counted instead of sorted: a word's size as a number below 2,048.
  const bits = new Uint32Array(terms.buffer, terms.byteOffset, terms.length);
  const sizes = new Uint16Array(bits.length);
  const counts = new Uint32Array(1 << 11);
  for (let slot = 0; slot < sizes.length; slot++) {
    const size = ((bits[slot] as number) & 0x7fffffff) >>> 20;
    sizes[slot] = size;
    counts[size] = (counts[size] as number) + 1;
  }
  let [least, kept] = [counts.length, 0];
  while (least > 1 && kept < mostWords) kept += counts[--least] ?? 0;
  const [sure, edge]: [number[], number[]] = [[], []];
  for (let slot = 0; slot < sizes.length; slot++) {
    const size = sizes[slot] as number;
    if (size >= least) (size > least ? sure : edge).push(slot);
  }
  return [...sure, ...edge].slice(0, mostWords);
}

/** A model from its bytes, or null for those of another version: it will be trained anew. */
export function decodeModel(bytes: Uint8Array): Model | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < 2 || buffer.readUInt8(0) !== version) return null;
  let at = 2 + buffer.readUInt8(1);
  const embedder = buffer.toString("utf8", 2, at);
  const dense = new Float32Array(buffer.readUInt16LE(at));
  const bias = buffer.readFloatLE(at + 2);
  at += 6;
  for (let i = 0; i < dense.length; i++) dense[i] = buffer.readFloatLE(at + 4 * i);
  at += 4 * dense.length;
  const terms = newTerms();
  for (let left = buffer.readUInt32LE(at); left > 0; left--) {
    const start = at + 4 + 6 * (left - 1);
    terms[buffer.readUInt16LE(start)] = buffer.readFloatLE(start + 2);
  }
  return { embedder, bias, dense, terms };
}
