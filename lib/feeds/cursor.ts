import { z } from "zod";

/**
 * Where a page ended: the last row's sort value and id, and how many rows stood before; of an order that moves with time,
 * also the moment (milliseconds since 1970) at which its first page was read.
 */
export type Cursor = { value: number; id: number; seen: number; at?: number };

const shape = z.tuple([
  z.number(),
  z.int().positive(),
  z.int().nonnegative().max(1_000_000),
  z.int().nonnegative().max(8_000_000_000_000).optional(),
]);

/** An opaque token for an address. Doubles survive exactly: JSON writes the shortest text that reads back the same. */
export function writeCursor({ value, id, seen, at }: Cursor): string {
  return Buffer.from(JSON.stringify(at === undefined ? [value, id, seen] : [value, id, seen, at])).toString(
    "base64url",
  );
}

/** Reads a token; null when it is none of ours. */
export function readCursor(token: string | undefined): Cursor | null {
  if (!token) return null;
  try {
    const [value, id, seen, at] = shape.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
    return { value, id, seen, ...(at !== undefined && { at }) };
  } catch {
    return null;
  }
}
