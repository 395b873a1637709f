export type PackedVector = { vector: Uint8Array; scale: number };
/** A vector of signed bytes as numbers. */
export function unpackVector({ vector, scale }: PackedVector): Float32Array {
  const bytes = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
  return Float32Array.from(bytes, (byte) => byte * scale);
}
/** The inner product. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
