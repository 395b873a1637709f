import {
  gelu,
  layerNorm,
  linear,
  type Parts,
  quantizeRows,
  toBytes,
} from "@/lib/search/embedding/minilm-parts";
import { writeGraph } from "@/lib/search/embedding/onnx-graph";
import { elements, type Graph } from "@/lib/search/embedding/onnx-proto";
import type { Tensor } from "@/lib/search/embedding/safetensors";

/** Sizes of a BERT model, as its config.json names them. */
export type BertSizes = {
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

/** Words and positions as vectors. The table of words is kept in bytes too: it is half of the model. */
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
  // There is only ever one text, so the type of its tokens is added once and for all.
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
  const [name, o] = [`encoder.layer.${layer}.`, `l${layer}_`];
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
