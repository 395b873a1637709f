// The program of the thread on which the language model runs: the runtime computes on the thread that calls it, and pages
// must not wait for that. Plain JavaScript, because a thread of the built pages or of a test cannot load TypeScript.
// `model-thread.ts` starts it and describes its messages.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";

// The model has positions for so many tokens; the rest of a text is cut off.
const maxTokens = 512;
const endOfText = 102;
// Texts of similar length in one run. Nothing else happens on this thread during a run; two texts take 30 ms. Longer
// batches are no faster on a CPU.
const batch = 2;

const tokenizer = new Tokenizer(JSON.parse(readFileSync(workerData.tokenizer, "utf8")), {});
const open = (threads) =>
  whileItMay(() => InferenceSession.create(workerData.graph, { intraOpNumThreads: threads }));
// Queries are short and come at the same time: for one of them, waking more threads costs more than it gains.
const single = await open(1);
let shared;

parentPort.on("message", async (asked) => {
  parentPort.postMessage(await answer(asked));
});

async function answer({ id, kind, texts }) {
  try {
    const tokens = texts.map(read);
    if (kind === "count") return { id, counts: tokens.map(({ length }) => length) };
    if (texts.length === 1) return { id, vectors: await embed(single, tokens) };
    shared ??= open(Math.min(4, availableParallelism()));
    return { id, vectors: await embed(await shared, tokens) };
  } catch (error) {
    return { id, refused: error instanceof Error ? error.message : String(error) };
  }
}

/** The tokens of a text, at most as many as the model has positions for. */
function read(text) {
  // The tokenizer's time grows with the text, so what surely lies behind the last position is cut off first.
  const { ids } = tokenizer.encode(text.replace(/\s+/g, " ").slice(0, maxTokens * 16));
  return ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), endOfText] : ids;
}

/** Unit vectors of texts given as tokens, in their order. Between two runs the thread reads its messages. */
async function embed(session, texts) {
  const sorted = texts.map((ids, at) => ({ at, ids })).sort((a, b) => a.ids.length - b.ids.length);
  const vectors = new Array(texts.length);
  for (let i = 0; i < sorted.length; i += batch) {
    const part = sorted.slice(i, i + batch);
    const ids = part.map((one) => one.ids);
    const made = await run(session, ids);
    part.forEach(({ at }, j) => {
      vectors[at] = made[j];
    });
  }
  return vectors;
}

/** The texts of one run, the longest last, as tensors of ids and of which of them count. */
async function run(session, texts) {
  const length = texts.at(-1).length;
  const ids = new BigInt64Array(texts.length * length);
  const mask = new BigInt64Array(texts.length * length);
  texts.forEach((tokens, i) => {
    ids.set(tokens.map(BigInt), i * length);
    mask.fill(1n, i * length, i * length + tokens.length);
  });
  const dims = [texts.length, length];
  const input = {
    input_ids: new Tensor("int64", ids, dims),
    attention_mask: new Tensor("int64", mask, dims),
  };
  const made = await whileItMay(() => session.run(input));
  const numbers = made.sentence_embedding.data;
  const width = numbers.length / texts.length;
  return texts.map((_, i) => numbers.slice(i * width, (i + 1) * width));
}

/** Does something in the runtime; waits for the end instead once the process is ending (see `waitForRuns`). */
async function whileItMay(work) {
  const { state } = workerData;
  Atomics.add(state, 0, 1);
  try {
    if (Atomics.load(state, 1) === 0) return await work();
  } finally {
    Atomics.sub(state, 0, 1);
    Atomics.notify(state, 0);
  }
  return new Promise(() => {});
}
