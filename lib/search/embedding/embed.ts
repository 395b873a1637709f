import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/base/config";
import { getLog } from "@/lib/base/log";
import { openServer } from "@/lib/search/embedding/embedding-server";
import { type Embedder, openMinilm } from "@/lib/search/embedding/minilm";

type Kept = { embedder?: Promise<Embedder | null>; queries: LRUCache<string, Float32Array> };

// Kept on globalThis: the two module graphs of the web process would each hold a model.
const hub = globalThis as { quireEmbedder?: Kept };
hub.quireEmbedder ??= { queries: new LRUCache({ max: 1000 }) };
const kept = hub.quireEmbedder;

/** What of a paper is embedded. */
export function embeddingText({ title, abstract }: { title: string; abstract: string }): string {
  return `${title}. ${abstract}`;
}

/**
 * What turns texts into vectors here: the configured server, or the model in this process; null where there is
 * neither, so that search goes by words alone.
 */
export function findEmbedder(): Promise<Embedder | null> {
  kept.embedder ??= open().catch((error: unknown) => {
    // Asked again at the next need: a server may come back.
    kept.embedder = undefined;
    getLog().warn({ err: error }, "no embeddings for now: search goes by words alone");
    return null;
  });
  return kept.embedder;
}

/** Whether there is a model to compare meanings with. */
export async function canEmbed(): Promise<boolean> {
  return (await findEmbedder()) !== null;
}

/** Length of the vectors made here; that of the model in the package where there is none. */
export async function embeddingDimension(): Promise<number> {
  return (await findEmbedder())?.dimension ?? 384;
}

/**
 * Texts as unit vectors, in their order.
 * @throws when there is nothing to embed with
 */
export async function embedTexts(texts: string[]): Promise<Float32Array[]> {
  const embedder = await findEmbedder();
  if (!embedder) throw new Error("There is no model to embed with");
  return embedder.embed(texts);
}

/** A query as a unit vector; the last thousand are remembered. @throws when there is nothing to embed with */
export async function embedQuery(text: string): Promise<Float32Array> {
  const known = kept.queries.get(text);
  if (known) return known;
  const [vector = new Float32Array()] = await embedTexts([text]);
  kept.queries.set(text, vector);
  return vector;
}

function open(): Promise<Embedder | null> {
  const { EMBEDDING_URL: url, EMBEDDING_KEY: key, EMBEDDING_MODEL: model } = getConfig();
  return url ? openServer({ url, key, model }) : openMinilm();
}
