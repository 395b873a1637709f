import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** Paths of the model's files: the tokenizer in the package, and the graph made from its weights. */
export type ModelFiles = { graph: string; tokenizer: string };

/** The model has positions for so many tokens; the rest of a text is cut off. */
const maxTokens = 512;
const endOfText = 102;
// Texts of similar length in one run. Nothing else happens on this thread during a run; two texts take 30 ms. Longer
// batches are no faster on a CPU.
const batch = 2;

/** The tokens of a text, at most as many as the model has positions for. */
type Read = (text: string) => number[];

/** Opens the tokenizer. @throws when the file is missing or malformed */
export function openTokenizer(file: string): Read {
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(file, "utf8")), {});
  return (text) => {
    // The tokenizer's time grows with the text, so what surely lies behind the last position is cut off first.
    const ids: number[] = tokenizer.encode(text.replace(/\s+/g, " ").slice(0, maxTokens * 16)).ids;
    return ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), endOfText] : ids;
  };
}

/** Opens the graph. @param threads how many one run uses, this one included */
export function openGraph(file: string, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(file, { intraOpNumThreads: threads });
}

/** Unit vectors of texts given as tokens, in their order. Between two runs the thread does other work. */
export async function embedTokens(session: InferenceSession, texts: number[][]): Promise<Float32Array[]> {
  const sorted = texts.map((ids, at) => ({ at, ids })).sort((a, b) => a.ids.length - b.ids.length);
  const vectors: Float32Array[] = new Array(texts.length);
  for (let i = 0; i < sorted.length; i += batch) {
    const part = sorted.slice(i, i + batch);
    const made = await run(
      session,
      part.map(({ ids }) => ids),
    );
    part.forEach(({ at }, j) => {
      vectors[at] = made[j] ?? new Float32Array();
    });
  }
  return vectors;
}

/** @param texts the longest last */
async function run(session: InferenceSession, texts: number[][]): Promise<Float32Array[]> {
  const length = texts.at(-1)?.length ?? 0;
  const ids = new BigInt64Array(texts.length * length);
  const mask = new BigInt64Array(texts.length * length);
  texts.forEach((tokens, i) => {
    ids.set(tokens.map(BigInt), i * length);
    mask.fill(1n, i * length, i * length + tokens.length);
  });
  const dims = [texts.length, length];
  const made = await session.run({
    input_ids: new Tensor("int64", ids, dims),
    attention_mask: new Tensor("int64", mask, dims),
  });
  const numbers = made.sentence_embedding?.data as Float32Array;
  const width = numbers.length / texts.length;
  return texts.map((_, i) => numbers.slice(i * width, (i + 1) * width));
}
