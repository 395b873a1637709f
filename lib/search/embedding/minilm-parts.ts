import type { GraphWriter } from "@/lib/search/embedding/onnx-graph";
import { elements } from "@/lib/search/embedding/onnx-proto";
import type { Tensor } from "@/lib/search/embedding/safetensors";

/** What the pieces of the model's graph are written with. */
export type Parts = GraphWriter & { weight: (name: string) => Tensor };

/** Layer normalisation of `x` (Ba, Kiros, Hinton, 2016), spelled out: opset 14 has no operator for it. */
export function layerNorm(g: Parts, x: string, name: string, out: string): string {
  const mean = g.node("ReduceMean", [x], `${out}_m`, { axes: [-1], keepdims: 1 });
  const apart = g.node("Sub", [x, mean], `${out}_d`);
  const square = g.node("Mul", [apart, apart], `${out}_sq`);
  const variance = g.node("ReduceMean", [square], `${out}_v`, { axes: [-1], keepdims: 1 });
  const deviation = g.node("Sqrt", [g.node("Add", [variance, "eps"], `${out}_ve`)], `${out}_s`);
  const standard = g.node("Div", [apart, deviation], `${out}_z`);
  const gain = g.floats(`${name}.g`, g.weight(`${name}.weight`).values);
  const shift = g.floats(`${name}.b`, g.weight(`${name}.bias`).values);
  return g.node("Add", [g.node("Mul", [standard, gain], `${out}_g`), shift], out);
}

/** A linear layer in eight bits: weights scaled by output, inputs as they come. `x` must have been put into bytes. */
export function linear(g: Parts, x: string, name: string, out: string): string {
  const { bytes, scales, inputs, outputs } = quantizeColumns(g.weight(`${name}.weight`));
  const weights = g.bytes(`${name}.q`, bytes, [inputs, outputs]);
  const zeros = g.bytes(`${name}.zp`, new Int8Array(outputs));
  const scale = g.floats(`${name}.s`, scales);
  const bias = g.floats(`${name}.bias`, g.weight(`${name}.bias`).values);
  const sum = g.node("MatMulInteger", [`${x}__q`, weights, `${x}__z`, zeros], `${out}_i`);
  const real = g.node("Cast", [sum], `${out}_f`, { to: elements.float });
  const both = g.node("Mul", [`${x}__s`, scale], `${out}_ss`);
  return g.node("Add", [g.node("Mul", [real, both], `${out}_y`), bias], out);
}

/** Puts `x` into bytes, for the linear layers that read it. */
export function toBytes(g: Parts, x: string): string {
  g.nodes("DynamicQuantizeLinear", [x], [`${x}__q`, `${x}__s`, `${x}__z`]);
  return x;
}

/** Gaussian error linear unit. */
export function gelu(g: Parts, x: string, out: string): string {
  const erf = g.node("Erf", [g.node("Mul", [x, "isq2"], `${out}s`)], `${out}e`);
  return g.node("Mul", [g.node("Mul", [x, "half"], `${out}h`), g.node("Add", [erf, "one"], `${out}1`)], out);
}

/** The rows of a table as signed bytes, with the scale of each row. */
export function quantizeRows({ shape, values }: Tensor): { bytes: Int8Array; scales: Float32Array } {
  const [rows = 0, width = 0] = shape;
  const bytes = new Int8Array(rows * width);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const part = values.subarray(row * width, (row + 1) * width);
    const scale = Math.fround(largest(part) / 127) || 1e-8;
    scales[row] = scale;
    for (let i = 0; i < width; i++) bytes[row * width + i] = toByte((part[i] ?? 0) / scale);
  }
  return { bytes, scales };
}

/** A layer's weights (outputs × inputs) turned to inputs × outputs. */
function quantizeColumns(tensor: Tensor) {
  const [outputs = 0, inputs = 0] = tensor.shape;
  const { bytes, scales } = quantizeRows(tensor);
  const turned = new Int8Array(bytes.length);
  for (let row = 0; row < outputs; row++)
    for (let i = 0; i < inputs; i++) turned[i * outputs + row] = bytes[row * inputs + i] ?? 0;
  return { bytes: turned, scales, inputs, outputs };
}

function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

// Halves go to the even neighbour, as in NumPy, with which this graph was compared.
function toByte(value: number): number {
  const rounded = Math.round(value);
  const even = Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return Math.max(-127, Math.min(127, even));
}
