import { Pool } from "undici";
import { z } from "zod";

type Call = {
  method: "GET" | "PUT" | "DELETE" | "POST";
  /** The path under /api/v1. */
  path: string;
  token: string;
  body?: unknown;
};

export type Client = {
  /**
   * Calls the API once.
   * @returns the answer; null if none came, or only one that says that the hub is in trouble: nobody knows then what became
   * of the call
   */
  call: <T>(call: Call, answer: z.ZodType<T>) => Promise<T | null>;
  /** What the hub should never do, each in a sentence with how often it happened. */
  faults: () => string[];
  close: () => Promise<void>;
};

/** A call without an answer for this long, on a connection that stands, is a fault of the hub. */
const maxWaitMs = 45_000;

/** A client of the API whose connections stay open. It repeats nothing by itself. @param connections how many at most */
export function openClient(url: string, connections: number): Client {
  const pool = new Pool(url, {
    connections,
    pipelining: 1,
    connectTimeout: 5000,
    headersTimeout: maxWaitMs,
    bodyTimeout: maxWaitMs,
  });
  const faults = new Map<string, number>();
  const note = (sentence: string) => void faults.set(sentence, (faults.get(sentence) ?? 0) + 1);
  const call: Client["call"] = async ({ method, path, token, body }, schema) => {
    const headers = {
      Authorization: `Bearer ${token}`,
      Prefer: "return=representation",
      ...(body !== undefined && { "Content-Type": "application/json" }),
    };
    try {
      const text = body === undefined ? null : JSON.stringify(body);
      const answer = await pool.request({ method, path: `/api/v1${path}`, headers, body: text });
      const told = await answer.body.text();
      if (answer.statusCode >= 500) return null;
      if (answer.statusCode >= 300) {
        note(`${method} ${pathPattern(path)} answered ${answer.statusCode}: ${told.slice(0, 200)}`);
        return null;
      }
      return schema.parse(JSON.parse(told));
    } catch (error) {
      if (isTimeout(error)) note(`${method} ${pathPattern(path)} had no answer within ${maxWaitMs / 1000} s`);
      if (error instanceof z.ZodError || error instanceof SyntaxError)
        note(`${method} ${pathPattern(path)} gave another answer than it should: ${error.message}`);
      return null;
    }
  };
  return {
    call,
    faults: () => [...faults].map(([sentence, times]) => `${sentence} (${times} times)`),
    close: () => pool.destroy(),
  };
}

function pathPattern(path: string): string {
  return path.replace(/^\/papers\/[^/]+/, "/papers/{id}");
}

function isTimeout(error: unknown): boolean {
  const { code } = Object(error) as { code?: string };
  return code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT";
}
