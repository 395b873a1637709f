import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/base/config";
import { getLog } from "@/lib/base/log";
import { openServer } from "@/lib/search/embedding/embedding-server";
import { type Embedder, openMinilm } from "@/lib/search/embedding/minilm";

type Kept = { embedder?: Promise<Embedder | null>; queries: LRUCache<string, Float32Array> };

// Shared through globalThis: each of the two module graphs of the web process would otherwise load a model.
const hub = globalThis as { quireEmbedder?: Kept };
hub.quireEmbedder ??= { queries: new LRUCache({ max: 1000 }) };
const kept = hub.quireEmbedder;

/** The text of a paper that is embedded. */
export function embeddingText({ title, abstract }: { title: string; abstract: string }): string {
  return `${title}. ${abstract}`;
}

/**
 * The embedder of this hub: the configured server, or the model in this process. Null if neither can be used; search
 * then uses words only.
 */
export function findEmbedder(): Promise<Embedder | null> {
  kept.embedder ??= open().catch((error: unknown) => {
    // The next call tries again: a server may be back by then.
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

/** Length of this hub's vectors; without an embedder, that of the bundled model. */
export async function embeddingDimension(): Promise<number> {
  return (await findEmbedder())?.dimension ?? 384;
}

/**
 * Embeds texts as unit vectors, in the order given.
 * @throws Error when there is no embedder
 */
export async function embedTexts(texts: string[]): Promise<Float32Array[]> {
  const embedder = await findEmbedder();
  if (!embedder) throw new Error("There is no model to embed with");
  return embedder.embed(texts);
}

/** Embeds a query as a unit vector; the last thousand are cached. @throws Error when there is no embedder */
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
