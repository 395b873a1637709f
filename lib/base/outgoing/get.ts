import { request } from "undici";
import { AppError, codeOf, messageOf } from "@/lib/base/errors";
import { createAgent } from "@/lib/base/outgoing/agent";
import { PrivateHost, parsePlace } from "@/lib/base/outgoing/places";

/** An answer of another server. The names of headers are in lower case. */
export type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

type Options = {
  headers: Record<string, string>;
  /** The limit of the whole call, in milliseconds. */
  timeoutMs: number;
  /** The most bytes of a body that are read. */
  maxBytes: number;
  signal?: AbortSignal;
};

/**
 * Gets what is at an address that the settings name. Only machines on the public internet and places in OUTGOING_ALLOW are
 * called. Redirects are not followed.
 * @throws AppError unavailable, with the reason for whoever runs the hub, if no answer comes; invalid for no such address
 */
export async function getOutside(address: string, options: Options): Promise<Got> {
  const url = parsePlace(address);
  const { headers, timeoutMs, maxBytes } = options;
  const dispatcher = createAgent(url, timeoutMs);
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const answer = await request(url, { dispatcher, signal, headers });
    const body = await readUpTo(answer.body, maxBytes);
    if (body === null) throw new AppError("unavailable", `${url.host} sent a larger answer than is read.`);
    return { status: answer.statusCode, headers: answer.headers, body };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("unavailable", `${url.host} ${failureWords(error)}.`);
  } finally {
    await dispatcher.destroy();
  }
}

async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function failureWords(error: unknown): string {
  if (error instanceof PrivateHost) return "is inside a private network; OUTGOING_ALLOW does not name it";
  const isLate = error instanceof Error && /^(Timeout|Abort|ConnectTimeout)Error$/.test(error.name);
  return isLate ? "did not answer in time" : `cannot be reached (${codeOf(error) || messageOf(error)})`;
}
