import type { z } from "zod";
import { AppError } from "@/lib/errors";

type Question<Shape extends z.ZodType> = {
  /** What it is called when it fails. */
  name: string;
  url: string;
  key: string | undefined;
  body: object;
  shape: Shape;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal | undefined;
};

/**
 * Asks an OpenAI-compatible server that the hub's operator configured, wherever it stands.
 * @throws AppError unavailable with what went wrong, the reason of the signal when that was raised
 */
export async function askModelServer<Shape extends z.ZodType>(question: Question<Shape>): Promise<z.infer<Shape>> {
  const { name, shape, signal } = question;
  const response = await send(question).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new AppError("unavailable", `The ${name} does not answer (${causeOf(error)}).`);
  });
  if (!response.ok) throw new AppError("unavailable", `The ${name} refused: ${response.status} ${response.text}`);
  const parsed = shape.safeParse(readJson(response.text));
  if (parsed.success) return parsed.data;
  throw new AppError("unavailable", `The ${name} answered something else than its interface says.`);
}

async function send({ url, key, body, timeout, signal }: Question<z.ZodType>) {
  const limit = AbortSignal.timeout(timeout);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    redirect: "error",
  });
  const text = await response.text();
  return { ok: response.ok, status: response.status, text: response.ok ? text : text.slice(0, 200) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.name === "TimeoutError" ? "it took too long" : error.message;
}
