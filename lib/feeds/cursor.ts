import { z } from "zod";

/** Where a page ended: the last row's sort value and id, and how many rows stood before. */
export type Cursor = { value: number; id: number; seen: number };

const shape = z.tuple([z.number(), z.int().positive(), z.int().nonnegative().max(1_000_000)]);

/** An opaque token for an address. Doubles survive exactly: JSON writes the shortest text that reads back the same. */
export function writeCursor({ value, id, seen }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id, seen])).toString("base64url");
}

/** Reads a token; null when it is none of ours. */
export function readCursor(token: string | undefined): Cursor | null {
  if (!token) return null;
  try {
    const [value, id, seen] = shape.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
    return { value, id, seen };
  } catch {
    return null;
  }
}
