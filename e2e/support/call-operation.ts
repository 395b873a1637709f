import type { Viewer } from "@/lib/people/viewer";
import type { Operation } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";

type Given = {
  viewer?: Viewer | null;
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  now?: Date;
};

/** The operation with this id. @throws Error if there is none */
export function getOperation(id: string): Operation {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`There is no operation ${id}.`);
  return found;
}

/**
 * Runs an operation of the API without the network, as a request would: input and answer go through their schemas.
 * @throws ZodError for invalid input, and for an answer with missing or additional fields
 */
export async function callOperation<T = Record<string, unknown>>(id: string, given: Given = {}): Promise<T> {
  const { params, query, body, answer, run } = getOperation(id);
  const result = await run({
    viewer: given.viewer ?? null,
    params: params?.parse(given.params ?? {}),
    query: query?.parse(given.query ?? {}),
    body: body?.parse(given.body),
    now: given.now ?? new Date("2026-03-02T18:00:00Z"),
  });
  if (!answer) return undefined as T;
  const parsed = answer.parse(result);
  // A field that the schema strips would be missing from the API documentation.
  if (JSON.stringify(sorted(parsed)) !== JSON.stringify(sorted(result)))
    throw new Error(`${id} answers more than its schema names: ${JSON.stringify(result)}`);
  return parsed as T;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)).map(([k, v]) => [k, sorted(v)]));
}
