import { LRUCache } from "lru-cache";
import { getConfig } from "@/lib/base/config";
import { AppError, isAppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { storageWords } from "@/lib/base/storage-failures";
import { minuteMs } from "@/lib/base/time";
import { endTrouble, noteTrouble } from "@/lib/base/troubles";
import { type Embedder, TextRefused } from "@/lib/search/embedding/embedder";
import { openServer } from "@/lib/search/embedding/embedding-server";
import { openMinilm } from "@/lib/search/embedding/minilm";

type Kept = {
  embedder?: Promise<Embedder | null> | undefined;
  /** When the embedder last failed, on the clock of `performance.now`. */
  failedAt?: number | undefined;
  queries: LRUCache<string, Float32Array>;
};

// Shared through globalThis: each of the two module graphs of the web process would otherwise load a model.
const hub = globalThis as { quireEmbedder?: Kept };
hub.quireEmbedder ??= { queries: new LRUCache({ max: 1000 }) };
const kept = hub.quireEmbedder;

/** After a failure the hub goes by words alone for so long: a server that does not answer would hold up every search. */
const restMs = minuteMs;

/** The text of a paper that is embedded. */
export function embeddingText({ title, abstract }: { title: string; abstract: string }): string {
  return `${title}. ${abstract}`;
}

/**
 * The embedder of this hub: the configured server, or the model in this process. Null if neither can be used, and for a
 * minute after it failed; search then uses words only. A failure is noted for /health and the admins.
 */
export async function findEmbedder(): Promise<Embedder | null> {
  if (kept.failedAt !== undefined && performance.now() - kept.failedAt < restMs) return null;
  kept.embedder ??= openNoted();
  return kept.embedder;
}

async function openNoted(): Promise<Embedder | null> {
  try {
    const embedder = await open();
    if (embedder) await endTrouble("embeddings");
    else await noteTrouble("embeddings", troubleWords(missing), missing);
    return embedder && { ...embedder, embed: (texts) => embedder.embed(texts).catch(giveUp) };
  } catch (error) {
    await noteFailure(error);
    return null;
  }
}

async function giveUp(error: unknown): Promise<never> {
  // A text that is refused says nothing about the others.
  if (!(error instanceof TextRefused)) await noteFailure(error);
  throw error;
}

async function noteFailure(error: unknown): Promise<void> {
  kept.embedder = undefined;
  kept.failedAt = performance.now();
  await noteTrouble("embeddings", troubleWords(error), error);
}

const missing = new AppError("unavailable", "The package with the model's weights is not installed.");

function troubleWords(error: unknown): string {
  const stored = storageWords(error);
  const what = stored ? `The model's file cannot be written: ${stored}.` : messageOf(error);
  return `Searches go by words alone, and new papers are not compared by meaning. ${what}`;
}

function messageOf(error: unknown): string {
  return isAppError(error) ? error.message : "The model cannot be used; the log says why.";
}

/** The model that this process has open: null if it cannot be used now, undefined if none was needed here yet. */
export async function findOpenModel(): Promise<string | null | undefined> {
  if (!kept.embedder && kept.failedAt === undefined) return undefined;
  return (await findEmbedder())?.model ?? null;
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

/**
 * Embeds texts, and finds those that the embedder refuses, by halves. One text must not keep all others from being embedded.
 * @returns vectors in the order given; null for a text that is refused or gets no numbers
 * @throws when the embedder cannot be used, or refuses every text
 */
export async function embedEach(embedder: Embedder, texts: string[]): Promise<(Float32Array | null)[]> {
  const vectors = await embedHalves(embedder, texts);
  // An embedder that takes no text at all is not to blame on the texts; this throws then.
  if (texts.length > 0 && vectors.every((one) => one === null)) await embedder.embed([harmless]);
  return vectors;
}

const harmless = "A short text.";

async function embedHalves(embedder: Embedder, texts: string[]): Promise<(Float32Array | null)[]> {
  if (texts.length === 0) return [];
  try {
    const vectors = await embedder.embed(texts);
    return vectors.map((one) =>
      one.length === embedder.dimension && one.every(Number.isFinite) ? one : null,
    );
  } catch (error) {
    if (!(error instanceof TextRefused)) throw error;
    if (texts.length === 1) {
      getLog().warn({ err: error, text: texts[0]?.slice(0, 200) }, "a text was not embedded");
      return [null];
    }
    const middle = Math.ceil(texts.length / 2);
    const first = await embedHalves(embedder, texts.slice(0, middle));
    return [...first, ...(await embedHalves(embedder, texts.slice(middle)))];
  }
}

/** A query as a unit vector; null if there is no embedder or it fails, so that the caller goes by words alone. */
export async function findQueryVector(text: string): Promise<Float32Array | null> {
  return (await canEmbed()) ? embedQuery(text).catch(() => null) : null;
}

/** Embeds a query as a unit vector; the last thousand are cached. @throws Error when there is no embedder, or it fails */
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
