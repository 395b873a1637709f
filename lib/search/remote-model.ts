import { z } from "zod";
import { getConfig } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { askModelServer } from "@/lib/search/model-server";
import { unit } from "@/lib/search/vectors";

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()) })),
});
const batch = 64;
// Servers refuse texts longer than their model reads; abstracts are shorter, and what follows says little.
const mostLetters = 8000;

/** The name under which vectors of the configured server are kept. */
export function remoteModel(): string {
  const { EMBEDDING_MODEL, EMBEDDING_URL } = getConfig();
  return EMBEDDING_MODEL ?? new URL(EMBEDDING_URL ?? "http://unset").host;
}

/**
 * Unit vectors of texts from an OpenAI-compatible server (`POST EMBEDDING_URL/embeddings`), 64 texts a request.
 * @param timeout milliseconds for one request
 * @throws AppError unavailable when the server does not answer, refuses, or answers nonsense
 */
export async function embedRemotely(
  texts: string[],
  timeout: number,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let i = 0; i < texts.length; i += batch)
    vectors.push(...(await ask(texts.slice(i, i + batch), timeout, signal)));
  const sizes = new Set(vectors.map(({ length }) => length));
  if (sizes.size > 1 || sizes.has(0))
    throw new AppError("unavailable", "The embedding server gave vectors of different lengths.");
  return vectors;
}

async function ask(texts: string[], timeout: number, signal?: AbortSignal): Promise<Float32Array[]> {
  const { EMBEDDING_URL: url = "", EMBEDDING_KEY: key, EMBEDDING_MODEL: model } = getConfig();
  const input = texts.map((text) => text.slice(0, mostLetters));
  const said = await askModelServer({
    name: "embedding server",
    url: `${url}/embeddings`,
    key,
    body: { input, encoding_format: "float", ...(model && { model }) },
    shape: answer,
    timeout,
    signal,
  });
  const sorted = said.data.map((one, i) => ({ ...one, at: one.index ?? i })).sort((a, b) => a.at - b.at);
  if (sorted.length !== texts.length || sorted.some(({ at }, i) => at !== i))
    throw new AppError("unavailable", "The embedding server gave another number of vectors than it was asked for.");
  return sorted.map(({ embedding }) => unit(embedding));
}
