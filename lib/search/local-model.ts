import { readFile } from "node:fs/promises";
import type { Tokenizer } from "@huggingface/tokenizers";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { getConfig } from "@/lib/config";
import { getLog } from "@/lib/log";
import { makeModel } from "@/lib/search/onnx-model";

/** The name under which vectors of this model are kept. */
export const localModel = "all-MiniLM-L6-v2-int8";

// As all-MiniLM was made to be used; what stands further down says little more.
const mostTokens = 256;
// Tokens never come shorter than a letter, and no abstract has longer words than this on average.
const mostLetters = mostTokens * 24;
// Larger batches wait longer for memory than they gain: 16 abstracts at once are as fast as 64.
const batchTokens = 16 * mostTokens;

/** What a model was opened for: a reader's words, or many texts. Each has a session with its own threads. */
export type Purpose = "query" | "texts";

/** The model on this machine: all-MiniLM-L6-v2 in eight bits on onnxruntime. */
export type LocalModel = { embed: (texts: string[], signal?: AbortSignal) => Promise<Float32Array[]> };

// Kept on globalThis: the two module graphs of the web process would each hold the model in memory.
const hub = globalThis as { quireModels?: Map<Purpose, Promise<LocalModel | null>> };
hub.quireModels ??= new Map();
const opened = hub.quireModels;

/** The model, opened at first use, or null where its weights or its runtime are missing; the log says which. */
export function findLocalModel(purpose: Purpose): Promise<LocalModel | null> {
  const known = opened.get(purpose);
  if (known) return known;
  const model = openModel(purpose).catch((error: unknown) => {
    getLog().warn({ err: error }, "the language model cannot be used: search goes by words alone");
    return null;
  });
  opened.set(purpose, model);
  return model;
}

async function openModel(purpose: Purpose): Promise<LocalModel | null> {
  const files = await makeModel();
  if (!files) return null;
  const [onnx, { Tokenizer }] = await Promise.all([import("onnxruntime-node"), import("@huggingface/tokenizers")]);
  const tokenizer = new Tokenizer(JSON.parse(await readFile(files.tokenizer, "utf8")), {});
  const session = await onnx.InferenceSession.create(files.graph, {
    intraOpNumThreads: purpose === "query" ? 1 : getConfig().EMBEDDING_THREADS,
    interOpNumThreads: 1,
    // Threads that wait by spinning would take the other processes' time.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  return { embed: (texts, signal) => embedAll({ tokenizer, session, tensor: onnx.Tensor }, texts, signal) };
}

type Opened = { tokenizer: Tokenizer; session: InferenceSession; tensor: typeof Tensor };
type Encoded = { at: number; ids: number[] };

async function embedAll(opened: Opened, texts: string[], signal?: AbortSignal): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  const encoded = texts.map((text, at) => ({ at, ids: encode(opened.tokenizer, text) }));
  for (const batch of batchesOf(encoded)) {
    signal?.throwIfAborted();
    const made = await run(opened, batch);
    batch.forEach(({ at }, i) => {
      vectors[at] = made[i] ?? new Float32Array();
    });
  }
  return vectors;
}

/** Token ids of a text, with the marks for its beginning and end. */
function encode(tokenizer: Tokenizer, text: string): number[] {
  const { ids } = tokenizer.encode(text.slice(0, mostLetters));
  return ids.length <= mostTokens ? ids : [...ids.slice(0, mostTokens - 1), ...ids.slice(-1)];
}

/** Texts of like length together, so that little is padded. */
function batchesOf(encoded: Encoded[]): Encoded[][] {
  const batches: Encoded[][] = [];
  let batch: Encoded[] = [];
  for (const one of [...encoded].sort((a, b) => a.ids.length - b.ids.length)) {
    if (batch.length > 0 && (batch.length + 1) * one.ids.length > batchTokens) {
      batches.push(batch);
      batch = [];
    }
    batch.push(one);
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

async function run({ session, tensor }: Opened, batch: Encoded[]): Promise<Float32Array[]> {
  const length = Math.max(...batch.map(({ ids }) => ids.length));
  const ids = new BigInt64Array(batch.length * length);
  const mask = new BigInt64Array(batch.length * length);
  for (const [row, one] of batch.entries())
    for (const [i, id] of one.ids.entries()) {
      ids[row * length + i] = BigInt(id);
      mask[row * length + i] = 1n;
    }
  const tokens = (values: BigInt64Array) => new tensor("int64", values, [batch.length, length]);
  const { sentence_embedding: made } = await session.run({
    input_ids: tokens(ids),
    attention_mask: tokens(mask),
  });
  if (!(made?.data instanceof Float32Array)) throw new Error("The language model gave no vectors");
  const { data } = made;
  const size = data.length / batch.length;
  return batch.map((_, row) => data.slice(row * size, (row + 1) * size));
}
