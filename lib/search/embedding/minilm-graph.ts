import { elements, type Graph, type GraphWriter, writeGraph } from "@/lib/search/embedding/onnx";
import type { Tensor } from "@/lib/search/embedding/safetensors";

/** The graph writer and the model's weights, for the functions that write parts of the graph. */
type Parts = GraphWriter & { weight: (name: string) => Tensor };

/** Layer normalisation of `x` (Ba, Kiros, Hinton, 2016), spelled out: opset 14 has no operator for it. */
function layerNorm(g: Parts, x: string, name: string, out: string): string {
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

/** A linear layer in eight bits, with one scale for each output. `x` must have gone through `toBytes`. */
function linear(g: Parts, x: string, name: string, out: string): string {
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

/** Quantises `x` to bytes for the linear layers that read it. */
function toBytes(g: Parts, x: string): string {
  g.nodes("DynamicQuantizeLinear", [x], [`${x}__q`, `${x}__s`, `${x}__z`]);
  return x;
}

/** Gaussian error linear unit. */
function gelu(g: Parts, x: string, out: string): string {
  const erf = g.node("Erf", [g.node("Mul", [x, "isq2"], `${out}s`)], `${out}e`);
  return g.node("Mul", [g.node("Mul", [x, "half"], `${out}h`), g.node("Add", [erf, "one"], `${out}1`)], out);
}

/** The rows of a table as signed bytes, with the scale of each row. */
function quantizeRows({ shape, values }: Tensor): { bytes: Int8Array; scales: Float32Array } {
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

/** The quantised weights of a layer, transposed from outputs × inputs to inputs × outputs. */
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

// Halves are rounded to the even neighbour, as NumPy does: the graph was checked against NumPy.
function toByte(value: number): number {
  const rounded = Math.round(value);
  const even = Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return Math.max(-127, Math.min(127, even));
}

/** Sizes of a BERT model, as its config.json names them. */
type BertSizes = {
  hidden_size: number;
  num_attention_heads: number;
  num_hidden_layers: number;
  layer_norm_eps: number;
};

/**
 * The graph of all-MiniLM-L6-v2 (Reimers and Gurevych, EMNLP 2019; Wang et al., 2020) in eight bits: token ids and mask
 * in, unit vectors of the mean over tokens out. @throws when a weight is missing
 */
export function buildMinilm(tensors: Map<string, Tensor>, sizes: BertSizes): Graph {
  const g: Parts = { ...writeGraph(), weight: (name) => weightOf(tensors, name) };
  writeConstants(g, sizes);
  let x = embedTokens(g);
  const mask = g.node("Cast", ["attention_mask"], "mf", { to: elements.float });
  const masked = g.node("Sub", ["one", g.node("Unsqueeze", [mask, "ax12"], "m4")], "im");
  g.node("Mul", [masked, "neg"], "am");
  for (let layer = 0; layer < sizes.num_hidden_layers; layer++) x = encode(g, x, layer);
  meanOverTokens(g, x);
  const tokens = (name: string) => ({ name, type: elements.int64, dims: ["batch", "length"] });
  const vectors = { name: "sentence_embedding", type: elements.float, dims: ["batch", sizes.hidden_size] };
  return g.finish("minilm", [tokens("input_ids"), tokens("attention_mask")], [vectors]);
}

function weightOf(tensors: Map<string, Tensor>, name: string): Tensor {
  const tensor = tensors.get(name) ?? tensors.get(`bert.${name}`);
  if (!tensor) throw new Error(`The model's weights lack ${name}`);
  return tensor;
}

function writeConstants(g: Parts, { hidden_size, num_attention_heads, layer_norm_eps }: BertSizes): void {
  const width = hidden_size / num_attention_heads;
  const numbers = { eps: layer_norm_eps, isd: 1 / Math.sqrt(width), half: 0.5, one: 1, isq2: Math.SQRT1_2 };
  for (const [name, value] of Object.entries({ ...numbers, neg: -10000 })) g.floats(name, [value], []);
  const axes = { i0: [1], z1: [0], ax0: [0], ax12: [1, 2], ax2: [2], ax1: [1] };
  const shapes = { s4: [0, 0, num_attention_heads, width], s3: [0, 0, hidden_size] };
  for (const [name, value] of Object.entries({ ...axes, ...shapes })) g.ints(name, value);
}

/** The embeddings of tokens plus positions. The token table is quantised too, because it is half of the model. */
function embedTokens(g: Parts): string {
  const words = g.weight("embeddings.word_embeddings.weight");
  const { bytes, scales } = quantizeRows(words);
  g.bytes("we_q", bytes, words.shape);
  g.floats("we_s", scales, [scales.length, 1]);
  const rows = g.node("Cast", [g.node("Gather", ["we_q", "input_ids"], "emb_q")], "emb_f", {
    to: elements.float,
  });
  const vectors = g.node("Mul", [rows, g.node("Gather", ["we_s", "input_ids"], "emb_s")], "emb_w");
  const positions = g.weight("embeddings.position_embeddings.weight");
  const type = g.weight("embeddings.token_type_embeddings.weight").values;
  const width = positions.shape[1] ?? 1;
  // Every token is of the first type, so its type embedding is added to the positions in advance.
  g.floats(
    "pe",
    positions.values.map((value, i) => value + (type[i % width] ?? 0)),
    positions.shape,
  );
  const length = g.node("Gather", [g.node("Shape", ["input_ids"], "shp"), "i0"], "seqlen");
  const placed = g.node("Slice", ["pe", "z1", length, "ax0"], "pos");
  return layerNorm(g, g.node("Add", [vectors, placed], "emb_sum"), "embeddings.LayerNorm", "embln");
}

/** One layer of the encoder: attention, then two linear layers, each added to what came in (Vaswani et al., 2017). */
function encode(g: Parts, x: string, layer: number): string {
  const name = `encoder.layer.${layer}.`;
  const o = `l${layer}_`;
  const seen = attend(g, x, name, o);
  const drawn = linear(g, toBytes(g, seen), `${name}attention.output.dense`, `${o}ao`);
  const h = layerNorm(g, g.node("Add", [drawn, x], `${o}r1`), `${name}attention.output.LayerNorm`, `${o}h`);
  const wide = linear(g, toBytes(g, h), `${name}intermediate.dense`, `${o}u`);
  const narrow = linear(g, toBytes(g, gelu(g, wide, `${o}g`)), `${name}output.dense`, `${o}d`);
  return layerNorm(g, g.node("Add", [narrow, h], `${o}r2`), `${name}output.LayerNorm`, `${o}out`);
}

function attend(g: Parts, x: string, name: string, o: string): string {
  toBytes(g, x);
  const heads = (part: string, perm: number[]) => {
    const y = linear(g, x, `${name}attention.self.${part}`, o + part);
    return g.node("Transpose", [g.node("Reshape", [y, "s4"], `${o}${part}r`)], `${o}${part}t`, { perm });
  };
  const query = heads("query", [0, 2, 1, 3]);
  const key = heads("key", [0, 2, 3, 1]);
  const value = heads("value", [0, 2, 1, 3]);
  const near = g.node("Mul", [g.node("MatMul", [query, key], `${o}qk`), "isd"], `${o}qks`);
  const share = g.node("Softmax", [g.node("Add", [near, "am"], `${o}qkm`)], `${o}a`, { axis: -1 });
  const seen = g.node("MatMul", [share, value], `${o}av`);
  return g.node("Reshape", [g.node("Transpose", [seen], `${o}avt`, { perm: [0, 2, 1, 3] }), "s3"], `${o}c`);
}

function meanOverTokens(g: Parts, x: string): void {
  const counted = g.node("Mul", [x, g.node("Unsqueeze", ["mf", "ax2"], "m3")], "xm");
  const sum = g.node("ReduceSum", [counted, "ax1"], "sx", { keepdims: 0 });
  const count = g.node("ReduceSum", ["mf", "ax1"], "ct", { keepdims: 1 });
  const mean = g.node("Div", [sum, count], "mean");
  const length = g.node("ReduceL2", [mean], "nrm", { axes: [1], keepdims: 1 });
  g.node("Div", [mean, length], "sentence_embedding");
}
