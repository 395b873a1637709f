import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getConfig } from "@/lib/base/config";
import { embeddingText, embedTexts, findEmbedder } from "@/lib/search/embedding/embed";

/** Embeds papers with the hub's model and caches the vectors in a file in QUIRE_DIR, because a thousand take half a minute. */
export async function keptVectors(papers: { title: string; abstract: string }[]): Promise<Float32Array[]> {
  const embedder = await findEmbedder();
  if (!embedder) throw new Error("This hub has no embedding model, so there is nothing to measure.");
  const texts = papers.map(embeddingText);
  const name = createHash("sha256")
    .update(embedder.model)
    .update(texts.join("\n"))
    .digest("hex")
    .slice(0, 16);
  const dir = join(getConfig().QUIRE_DIR, "bench");
  const file = join(dir, `vectors-${name}.f32`);
  if (!existsSync(file)) {
    const made = await embedTexts(texts);
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, Buffer.concat(made.map((v) => Buffer.from(v.buffer, v.byteOffset, v.byteLength))));
  }
  const bytes = readFileSync(file);
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return papers.map((_, i) => all.subarray(i * embedder.dimension, (i + 1) * embedder.dimension));
}
