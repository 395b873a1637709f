import { type Model, newTerms } from "@/lib/taste/model";

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
  const used: number[] = [];
  for (let slot = 0; slot < terms.length; slot++) if (terms[slot] !== 0) used.push(slot);
  const sizes = Float32Array.from(used, (slot) => Math.abs(terms[slot] ?? 0));
  const least = sizes.toSorted()[sizes.length - mostWords] ?? 0;
  return used.filter((_, i) => (sizes[i] ?? 0) >= least).slice(0, mostWords);
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
