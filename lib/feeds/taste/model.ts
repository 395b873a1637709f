import { Prisma } from "@/lib/base/db";
import { termBytes, termSlots } from "@/lib/search/keywords/tf-idf";

/** A linear model whose output is natural log odds, assuming as many likes as reference papers. */
export type Model = {
  /** The name of the embedding model whose vectors it was trained on. */
  embedder: string;
  bias: number;
  dense: Float32Array;
  /** A weight for each slot of the hashed words. */
  terms: Float32Array;
};

export type TasteModel = Model & { interestId: number };

export type Taste = { interestId: number; heat: number };

/** Factor on the log odds of a model: without it taste hardly changed the top of the list, where heats lie far apart. */
export const tasteShare = 1.5;
/** The bounds of taste, in heat units. */
export const maxTaste = 4;
export const minTaste = -2.5;

/**
 * Scores a paper by the interest that likes it best, in heat units: log2 of how many times likelier the reader is to like
 * it than any other paper, times `tasteShare`.
 * @returns null if no interest can judge: the paper has no vector, or one of another embedding model
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

/** Converts natural log odds to heat units, within bounds, so that one interest cannot fill a whole page. */
function inHeat(odds: number): number {
  return Math.min(maxTaste, Math.max(minTaste, (tasteShare * odds) / Math.LN2));
}

/** The natural log odds that a model gives a paper. Plain loops, for speed: a page calls this thousands of times. */
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

/** A weight of 0 for each slot. */
export function newTerms(): Float32Array {
  return new Float32Array(termSlots);
}

/** The features of a paper: its packed vector and its TF-IDF terms. */
export type Features = {
  /** The name of the embedding model; vectors of different models cannot be compared. */
  model: string;
  /** The vector; multiplied by `scale` it has unit length. */
  vector: Int8Array;
  scale: number;
  /** As `packTerms` returns them; empty until the worker has computed them. */
  terms: Uint8Array;
};

export type FeatureRow = {
  model: string | null;
  vector: Uint8Array | null;
  scale: number | null;
  terms: Uint8Array | null;
};

/** The columns of a `FeatureRow`, in a query where `e` is the enrichments table. */
export const featureColumns = Prisma.sql`e.model, e.vector, e.scale, e.terms`;

const none = new Uint8Array();

/** The features in a row; null while the paper has no vector. Nothing is copied. */
export function toFeatures({ model, vector, scale, terms }: FeatureRow): Features | null {
  if (model === null || vector === null || scale === null) return null;
  const bytes = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
  return { model, vector: bytes, scale, terms: terms ?? none };
}

const version = 1;
/** How many word slots an encoded model keeps. */
const maxWords = 3000;

/** Encodes a model as bytes: a version, the embedder's name, the dense weights, and the heaviest word slots. */
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

/** The slots with the greatest absolute weights; all others together hardly matter. */
function heaviest(terms: Float32Array): number[] {
  // A counting sort by the exponent and three mantissa bits, which make a size below 2,048; faster than comparing.
  const bits = new Uint32Array(terms.buffer, terms.byteOffset, terms.length);
  const sizes = new Uint16Array(bits.length);
  const counts = new Uint32Array(1 << 11);
  for (let slot = 0; slot < sizes.length; slot++) {
    const size = ((bits[slot] as number) & 0x7fffffff) >>> 20;
    sizes[slot] = size;
    counts[size] = (counts[size] as number) + 1;
  }
  let least = counts.length;
  let kept = 0;
  while (least > 1 && kept < maxWords) kept += counts[--least] ?? 0;
  const sure: number[] = [];
  const edge: number[] = [];
  for (let slot = 0; slot < sizes.length; slot++) {
    const size = sizes[slot] as number;
    if (size >= least) (size > least ? sure : edge).push(slot);
  }
  return [...sure, ...edge].slice(0, maxWords);
}

/** Decodes a model; null for bytes of another version, after which the model has to be retrained. */
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
