import { resolve } from "node:path";
import type { Worker } from "node:worker_threads";
import { TextRefused } from "@/lib/search/embedding/embedder";

/** Paths of the model's files: the tokenizer in the package, and the graph made from its weights. */
export type ModelFiles = { graph: string; tokenizer: string };

/** What the thread is asked for: the vectors of texts, or the numbers of their tokens. */
type Asked = { id: number; kind: "embed" | "count"; texts: string[] };
type Answer = { id: number } & ({ vectors: Float32Array[] } | { counts: number[] } | { refused: string });

/** The model on a thread of its own. */
type ModelThread = {
  /** @throws TextRefused, or an error when the thread ended twice */
  embed: (texts: string[]) => Promise<Float32Array[]>;
  /** How many tokens of each text are read. */
  countTokens: (texts: string[]) => Promise<number[]>;
};

/** How long the end of the process waits for a run that has begun, in milliseconds. */
const exitLimitMs = 5000;

/** What a request throws when the thread ended before it answered. */
class ThreadEnded extends Error {}

type Running = {
  worker: Worker;
  waiting: Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>;
};

/**
 * Runs the model on a thread, which is started by the first request, and again after it ended. It keeps the process alive
 * only while somebody waits for an answer.
 * @param program the file that the thread runs
 */
export function createThread(files: ModelFiles, program = programFile()): ModelThread {
  let running: Running | null = null;
  let lastId = 0;

  function start(): Running {
    const worker = startWorker(files, program);
    const started: Running = { worker, waiting: new Map() };
    const fail = (cause?: unknown) => {
      if (running === started) running = null;
      for (const { reject } of started.waiting.values())
        reject(new ThreadEnded("The thread of the language model ended.", { cause }));
      started.waiting.clear();
    };
    worker.on("message", (answer: Answer) => settle(started, answer));
    worker.on("error", fail);
    worker.on("exit", () => fail());
    return started;
  }

  function askOnce(kind: Asked["kind"], texts: string[]): Promise<Answer> {
    running ??= start();
    const { worker, waiting } = running;
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, kind, texts } satisfies Asked);
    });
  }

  async function ask(kind: Asked["kind"], texts: string[]): Promise<Answer> {
    const answer = await askOnce(kind, texts).catch((error: unknown) => {
      if (!(error instanceof ThreadEnded)) throw error;
      return askOnce(kind, texts);
    });
    if ("refused" in answer) throw new TextRefused(answer.refused);
    return answer;
  }

  return {
    embed: async (texts) => {
      const answer = await ask("embed", texts);
      return "vectors" in answer ? answer.vectors : [];
    },
    countTokens: async (texts) => {
      const answer = await ask("count", texts);
      return "counts" in answer ? answer.counts : [];
    },
  };
}

/** Starts a thread that runs the model. If the process exits before it, the process waits for what the thread is doing. */
function startWorker(files: ModelFiles, program: string): Worker {
  // Asked for when it is needed: where the bundler of the pages sees a thread made from a computed path, it takes all files
  // of the project for possible programs, and does not end.
  const { Worker: Thread } = process.getBuiltinModule("node:worker_threads");
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker: Worker = new Thread(program, {
    workerData: { ...files, state },
    // The program is JavaScript, whatever the rest of this process was started with to read TypeScript.
    execArgv: [],
  });
  const wait = () => waitForRuns(state);
  process.once("exit", wait);
  worker.once("exit", () => process.off("exit", wait));
  return worker;
}

/**
 * Lets no run begin any more, and waits for those that have. The runtime is not JavaScript: it ends the whole process with
 * SIGABRT when its thread is ended in the middle of a run.
 * @param state how many runs have begun and not ended, and whether none may begin; shared with the thread
 */
function waitForRuns(state: Int32Array): void {
  Atomics.store(state, 1, 1);
  const until = performance.now() + exitLimitMs;
  for (let runs = Atomics.load(state, 0); runs > 0; runs = Atomics.load(state, 0)) {
    const left = until - performance.now();
    if (left <= 0) return;
    Atomics.wait(state, 0, runs, left);
  }
}

/** Gives an answer to whoever waits for it; the thread of an idle model does not keep the process alive. */
function settle({ worker, waiting }: Running, answer: Answer): void {
  waiting.get(answer.id)?.resolve(answer);
  waiting.delete(answer.id);
  if (waiting.size === 0) worker.unref();
}

/** The thread's program. Found from the hub's folder: in a bundle of pages this file has no place of its own. */
function programFile(): string {
  return resolve("lib/search/embedding/minilm-thread.mjs");
}
