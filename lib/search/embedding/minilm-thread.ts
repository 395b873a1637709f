import { availableParallelism } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { InferenceSession } from "onnxruntime-node";
import { embedTokens, type ModelFiles, openGraph, openTokenizer } from "@/lib/search/embedding/minilm-model";

/** What the thread is asked for: the vectors of texts, or the numbers of their tokens. */
export type Asked = { id: number; kind: "embed" | "count"; texts: string[] };
export type Answer = { id: number } & (
  | { vectors: Float32Array[] }
  | { counts: number[] }
  | { refused: string }
);

// This file is the program of a worker thread: the runtime computes on the thread that calls it, and pages must not wait.
const files = workerData as ModelFiles;
const read = openTokenizer(files.tokenizer);
// Queries are short and come at the same time: for one of them, waking more threads costs more than it gains.
const single = await openGraph(files.graph, 1);
let shared: Promise<InferenceSession> | undefined;

parentPort?.on("message", (asked: Asked) => {
  void answer(asked).then((given) => parentPort?.postMessage(given));
});

async function answer({ id, kind, texts }: Asked): Promise<Answer> {
  try {
    const tokens = texts.map(read);
    if (kind === "count") return { id, counts: tokens.map((ids) => ids.length) };
    if (texts.length === 1) return { id, vectors: await embedTokens(single, tokens) };
    shared ??= openGraph(files.graph, Math.min(4, availableParallelism()));
    return { id, vectors: await embedTokens(await shared, tokens) };
  } catch (error) {
    return { id, refused: error instanceof Error ? error.message : String(error) };
  }
}
