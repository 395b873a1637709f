import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { type Embedder, TextRefused } from "@/lib/search/embedding/embedder";

const answer = z.object({ data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })) });
const batch = 64;
/** Limits of one request in milliseconds: papers come in batches, and a search waits for its query. */
const limits = { batch: 30_000, query: 5000 };

/** Answers that blame the request: malformed, too large, not processable. */
const refusals = [400, 413, 422];

type ServerSettings = { url: string; key: string | undefined; model: string };

/**
 * An embedder on a server with OpenAI's embeddings API. One request at once finds the length of its vectors.
 * @throws AppError unavailable when the server does not answer with vectors
 */
export async function openServer(settings: ServerSettings): Promise<Embedder> {
  const embed = async (texts: string[]) => {
    const vectors: Float32Array[] = [];
    for (let i = 0; i < texts.length; i += batch)
      vectors.push(...(await ask(settings, texts.slice(i, i + batch))));
    return vectors;
  };
  const [probe] = await embed(["length"]).catch(refuseAll);
  return { model: settings.model, dimension: probe?.length ?? 0, embed };
}

/** A server that refuses even a word takes no text at all: the address, key or model is wrong. */
function refuseAll(error: unknown): never {
  if (!(error instanceof TextRefused)) throw error;
  throw new AppError("unavailable", `${error.message} Check EMBEDDING_URL and EMBEDDING_MODEL.`);
}

async function ask({ url, key, model }: ServerSettings, input: string[]): Promise<Float32Array[]> {
  const response = await fetch(`${url.replace(/\/+$/, "")}/embeddings`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, input }),
    signal: AbortSignal.timeout(input.length > 1 ? limits.batch : limits.query),
  }).catch((cause: unknown) => {
    const error = new AppError("unavailable", "The embedding server does not answer; check EMBEDDING_URL.");
    error.cause = cause;
    throw error;
  });
  // A text may be too long for the server's model, or contain what it does not take.
  if (refusals.includes(response.status))
    throw new TextRefused(`The embedding server answered ${response.status}.`);
  const parsed = answer.safeParse(response.ok ? await response.json().catch(() => null) : null);
  if (!parsed.success || parsed.data.data.length !== input.length)
    throw new AppError(
      "unavailable",
      `The embedding server answered ${response.status} and not with vectors.`,
    );
  return parsed.data.data
    .sort((a, b) => a.index - b.index)
    .map(({ embedding }) => unit(Float32Array.from(embedding)));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
