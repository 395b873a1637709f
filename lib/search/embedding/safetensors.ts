import { z } from "zod";

/** An array of numbers and the sizes of its axes. */
export type Tensor = { shape: number[]; values: Float32Array };

const header = z.record(
  z.string(),
  z.object({
    dtype: z.string(),
    shape: z.array(z.number()),
    data_offsets: z.tuple([z.number(), z.number()]),
  }),
);

/**
 * Reads the weights of a safetensors file: eight bytes of length, a JSON header, then the numbers
 * (https://huggingface.co/docs/safetensors). Integer tensors are skipped.
 * @throws ZodError when the header is malformed
 */
export function readTensors(file: Buffer): Map<string, Tensor> {
  const start = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__, ...entries } = JSON.parse(file.toString("utf8", 8, start));
  const tensors = new Map<string, Tensor>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header.parse(entries))) {
    const bytes = file.subarray(start + data_offsets[0], start + data_offsets[1]);
    if (dtype === "F16") tensors.set(name, { shape, values: fromHalves(bytes) });
    if (dtype === "F32") tensors.set(name, { shape, values: fromSingles(bytes) });
  }
  return tensors;
}

function fromHalves(bytes: Buffer): Float32Array {
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = halfValue(bytes.readUInt16LE(2 * i));
  return values;
}

/** The value of a half-precision number (IEEE 754 binary16). */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function fromSingles(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}
