import { z } from "zod";

/** Where a page of a list ended: the sort value and id of its last row, and how many rows came up to it. */
export type Cursor = { value: number; id: number; seen: number };

const shape = z.tuple([z.number(), z.int().positive(), z.int().nonnegative().max(1_000_000)]);

/** Writes a cursor as an opaque token for an address. Sort values survive exactly, as JSON round-trips doubles. */
export function writeCursor({ value, id, seen }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id, seen])).toString("base64url");
}

/** Reads a token; null for one that `writeCursor` did not write. */
export function readCursor(token: string | undefined): Cursor | null {
  if (!token) return null;
  try {
    const [value, id, seen] = shape.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
    return { value, id, seen };
  } catch {
    return null;
  }
}
