/** A vector of signed bytes, each to be multiplied by scale. */
export type PackedVector = { vector: Uint8Array; scale: number };

/**
 * A unit vector in signed bytes: a quarter of the size. The angle to the original has a cosine above .9999.
 * @throws when a number is not finite
 */
export function packVector(values: Float32Array): PackedVector & { vector: Uint8Array<ArrayBuffer> } {
  let most = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new Error("A vector holds something that is not a number");
    most = Math.max(most, Math.abs(value));
  }
  // The database keeps single precision: dividing by the same number that will be multiplied by.
  const scale = Math.fround(most / 127) || 1;
  const bytes = Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
  return { vector: new Uint8Array(bytes.buffer), scale };
}

/** A vector of signed bytes as numbers. */
export function unpackVector({ vector, scale }: PackedVector): Float32Array {
  const bytes = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
  return Float32Array.from(bytes, (byte) => byte * scale);
}

/** The inner product; of unit vectors, the cosine of the angle between them. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** The same direction with length one; zeros stay zeros. */
export function unit(values: ArrayLike<number>): Float32Array {
  const vector = Float32Array.from(values);
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
