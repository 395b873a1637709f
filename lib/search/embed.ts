import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { findLocalModel, localModel, type Purpose } from "@/lib/search/local-model";
import { embedRemotely, remoteModel } from "@/lib/search/remote-model";

const timeouts: Record<Purpose, number> = { query: 3000, texts: 60_000 };
// A server that failed is left alone so long, in which searches go by words.
const restMs = 30_000;

type Kept = { queries: LRUCache<string, Promise<Float32Array>>; failedAt: number };

// Kept on globalThis, like the model: the web process has two module graphs.
const hub = globalThis as { quireQueries?: Kept };
hub.quireQueries ??= { queries: new LRUCache({ max: 1000 }), failedAt: Number.NEGATIVE_INFINITY };
const kept = hub.quireQueries;

/** Name of the model in use, as it stands beside the vectors that it made. */
export function embeddingModel(): string {
  return getConfig().EMBEDDING_URL ? remoteModel() : localModel;
}

/** Whether meaning can be searched now: a server is configured and did not just fail, or there is a model here. */
export async function canEmbed(): Promise<boolean> {
  if (getConfig().EMBEDDING_URL) return performance.now() - kept.failedAt > restMs;
  return (await findLocalModel("query")) !== null;
}

/**
 * Unit vectors of texts, in their order; only the first 256 tokens of each count. 384 numbers each from the model that
 * comes with the hub, as many as it likes from a configured server. Texts of like length are embedded together.
 * @throws AppError unavailable when there is no model or the server fails; the reason of the signal once it is raised
 */
export function embedTexts(texts: string[], signal?: AbortSignal): Promise<Float32Array[]> {
  return embed("texts", texts, signal);
}

/**
 * The unit vector of what a reader typed. The last thousand are remembered.
 * @throws AppError unavailable when there is no model or the server fails
 */
export function embedQuery(text: string): Promise<Float32Array> {
  const key = `${embeddingModel()} ${text}`;
  const known = kept.queries.get(key);
  if (known) return known;
  const vector = embedOne(text);
  kept.queries.set(key, vector);
  vector.catch(() => kept.queries.delete(key));
  return vector;
}

async function embedOne(text: string): Promise<Float32Array> {
  try {
    const [vector] = await embed("query", [text]);
    return vector ?? new Float32Array();
  } catch (error) {
    kept.failedAt = performance.now();
    throw error;
  }
}

async function embed(purpose: Purpose, texts: string[], signal?: AbortSignal): Promise<Float32Array[]> {
  if (texts.length === 0) return [];
  if (getConfig().EMBEDDING_URL) return embedRemotely(texts, timeouts[purpose], signal);
  const model = await findLocalModel(purpose);
  if (!model) throw new AppError("unavailable", "This hub has no language model to compare meanings with.");
  return model.embed(texts, signal);
}
