import { z } from "zod";
import { maxId } from "@/lib/base/row-id";

/** Where a page of a list ended: the sort value and id of its last row, and how many rows came up to it. */
export type Cursor = { value: number; id: number; seen: number };

const shape = z.tuple([z.number(), z.int().positive().max(maxId), z.int().nonnegative().max(1_000_000)]);

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

// Anybody can write a token, so a sort value may be any number. One that the column cannot hold is taken as the nearest
// that it can hold, which is before or after every row just the same.

const firstMoment = Date.UTC(1900, 0, 1);
const lastMoment = Date.UTC(9999, 11, 31);

/** The sort value of a list in the order of moments, written as seconds since 1970. */
export function secondsOf({ value }: Cursor): number {
  return within(value, firstMoment / 1000, lastMoment / 1000);
}

/** The sort value of a list in the order of moments, written as milliseconds since 1970. */
export function momentOf({ value }: Cursor): Date {
  return new Date(within(value, firstMoment, lastMoment));
}

/** The sort value of a list in the order of counts. */
export function countOf({ value }: Cursor): number {
  return Math.round(within(value, -1, 2_147_483_647));
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
