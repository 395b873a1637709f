import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { TextRefused } from "@/lib/search/embedding/embedder";
import { createThread } from "@/lib/search/embedding/model-thread";

const dir = mkdtempSync(join(tmpdir(), "quire-thread-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const files = { graph: join(dir, "graph"), tokenizer: join(dir, "tokenizer") };

/** A thread that ends at its first message in so many of its lives, and then answers. */
function makeProgram(name: string, deaths: number): string {
  const program = join(dir, `${name}.mjs`);
  writeFileSync(
    program,
    `import { existsSync, readFileSync, writeFileSync } from "node:fs";
    import { parentPort, threadId } from "node:worker_threads";
    const count = ${JSON.stringify(join(dir, name))};
    parentPort.on("message", ({ id, texts }) => {
      const lives = existsSync(count) ? Number(readFileSync(count, "utf8")) : 0;
      if (lives < ${deaths}) {
        writeFileSync(count, String(lives + 1));
        process.exit(1);
      }
      if (texts.includes("poison")) parentPort.postMessage({ id, refused: "no" });
      else parentPort.postMessage({ id, vectors: texts.map(({ length }) => Float32Array.of(length, threadId)) });
    });`,
  );
  return program;
}

it("answers after its thread ended, and to each request its own", async () => {
  const thread = createThread(files, makeProgram("once", 1));
  const [first, second] = await Promise.all([thread.embed(["a"]), thread.embed(["bb", "ccc"])]);
  expect(first.map(([length]) => length)).toEqual([1]);
  expect(second.map(([length]) => length)).toEqual([2, 3]);
});

it("runs one thread for all requests, and goes on after a text that it refuses", async () => {
  const thread = createThread(files, makeProgram("never", 0));
  const [one] = await thread.embed(["a"]);
  await expect(thread.embed(["poison"])).rejects.toBeInstanceOf(TextRefused);
  const [other] = await thread.embed(["a"]);
  expect(other).toEqual(one);
});

it("fails when its thread ends again and again", async () => {
  const thread = createThread(files, makeProgram("always", 1000));
  await expect(thread.embed(["a"])).rejects.toThrow("The thread of the language model ended.");
  await expect(createThread(files).embed(["a"])).rejects.toMatchObject({ cause: { code: "ENOENT" } });
});
