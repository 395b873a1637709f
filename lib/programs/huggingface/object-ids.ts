import { createHash } from "node:crypto";

/** The kinds of objects that have an id. */
const kinds = { person: 1, discussion: 2, comment: 3, author: 4 } as const;

type ObjectKind = keyof typeof kinds;

/** A row of the hub's database; `place` distinguishes several objects of one row, such as a paper's authors. */
type ObjectRef = { kind: ObjectKind; id: number; place: number };

/**
 * The id of an object for existing clients: 24 hex digits as in MongoDB, which never change. They are the seconds since
 * 1970 (8 digits), the kind (2), the place (6) and the id of the row (8).
 * @param at when the row was created
 */
export function objectId(kind: ObjectKind, id: number, at: Date, place = 0): string {
  const seconds = Math.max(0, Math.floor(at.getTime() / 1000));
  return hex(seconds, 8) + hex(kinds[kind], 2) + hex(place, 6) + hex(id, 8);
}

/** The object with this id; null if the id is malformed or of another kind. */
export function readObjectId(text: string, kind: ObjectKind): ObjectRef | null {
  if (!/^[0-9a-f]{24}$/.test(text) || Number.parseInt(text.slice(8, 10), 16) !== kinds[kind]) return null;
  const place = Number.parseInt(text.slice(10, 16), 16);
  const id = Number.parseInt(text.slice(16), 16);
  // A row's id is a signed 32-bit number.
  return id <= 0x7fff_ffff ? { kind, id, place } : null;
}

/** An id for an object without a row, made from its name. */
export function nameId(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 24);
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0").slice(-digits);
}
