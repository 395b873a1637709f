import { type Model, newTerms } from "@/lib/feeds/taste/model";

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
