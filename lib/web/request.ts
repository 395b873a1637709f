import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/base/errors";
import { jsonStructure, maxJsonDepth } from "@/lib/base/json-structure";
import { grouped, storableText } from "@/lib/base/text";

// Bytes: a comment of 65,536 letters, each written as a JSON escape of six characters, with some room.
const maxBody = 512 * 1024;

/** The id under which this request is logged: the one the server in front gave it, or a new one. */
export function requestId(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/**
 * The request's JSON body, of at most 512 kB.
 * @throws AppError too-large, or invalid when it is not JSON or not declared as JSON (which no cross-site form can do)
 */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new AppError("invalid", "Send the body as JSON, with Content-Type: application/json.");
  return parseJson(await readText(request));
}

/** The most values of a JSON body. The body of no operation has more than a few hundred. */
const usualValues = 5000;

/**
 * A body parsed as JSON.
 * @param most the most values, counting those inside lists and objects
 * @throws AppError invalid when it is not JSON, has too many values or is nested too deeply
 */
export function parseJson(text: string, most: number = usualValues): unknown {
  const { values, depth } = jsonStructure(text);
  if (values > most)
    throw new AppError("invalid", `The body has more than ${grouped(most)} values: send fewer at a time.`);
  if (depth > maxJsonDepth)
    throw new AppError("invalid", `The body has more than ${maxJsonDepth} levels of lists and objects.`);
  try {
    // An address with a NUL character is refused by its schema, not repaired.
    return JSON.parse(text, (name, value) =>
      typeof value === "string" && name !== "email" ? storableText(value) : value,
    );
  } catch {
    throw new AppError("invalid", "The body is not valid JSON.");
  }
}

/** The request's body as text. @throws AppError too-large over 512 kB */
export async function readText(request: Request): Promise<string> {
  // The declared length may be missing or wrong, so the bytes are counted as well.
  if (Number(request.headers.get("content-length")) > maxBody) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBody) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(): AppError {
  return new AppError("too-large", "The body is larger than 512 kB.");
}
