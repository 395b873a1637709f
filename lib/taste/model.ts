import { termBytes, termSlots } from "@/lib/search/telling-words";
import type { Features } from "@/lib/taste/features";

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

const version = 1;
/** A model keeps so many words. */
const mostWords = 3000;
/** How much of what a model says counts: chosen by the replay over the daily feed. */
const share = 1;
/** Taste never counts for more than this, or less, whatever the trend says. */
export const mostTaste = 3;
export const leastTaste = -2;

/**
 * What the reader's interests make of a paper: the one that likes it best, in heat units (log2 of how many times
 * likelier the reader is to like it than any other paper).
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
  return Math.min(mostTaste, Math.max(leastTaste, (share * odds) / Math.LN2));
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
  const slots: number[] = [];
  for (let slot = 0; slot < terms.length; slot++) if (terms[slot]) slots.push(slot);
  const weight = (slot: number) => Math.abs(terms[slot] ?? 0);
  return slots.length <= mostWords ? slots : slots.sort((a, b) => weight(b) - weight(a)).slice(0, mostWords);
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
