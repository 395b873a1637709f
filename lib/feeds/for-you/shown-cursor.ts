import { maxId } from "@/lib/base/row-id";

/**
 * Where a page of a reader's own list ended: the papers shown so far, and when the first page was read (milliseconds since
 * 1970). Scores may change between pages; the ids make sure that no paper is shown twice or left out.
 */
export type ShownCursor = { at: number; shown: Set<number> };

/** The most papers that a reader's own list shows, however far they page. */
export const maxShown = 1000;
/** The longest token in characters: a thousand ids of five bytes each, in base64. */
export const maxTokenLength = 7000;

const atBytes = 6;
const latest = 8_000_000_000_000;

/** An opaque token for an address: the moment, then the gaps between the sorted ids as LEB128, a byte or two each. */
export function writeShown({ at, shown }: ShownCursor): string {
  const bytes: number[] = [];
  let before = 0;
  for (const id of [...shown].sort((a, b) => a - b)) {
    let gap = id - before;
    for (; gap > 127; gap = Math.floor(gap / 128)) bytes.push(128 + (gap % 128));
    bytes.push(gap);
    before = id;
  }
  const moment = Buffer.alloc(atBytes);
  moment.writeUIntBE(at, 0, atBytes);
  return Buffer.concat([moment, Buffer.from(bytes)]).toString("base64url");
}

/** Reads a token; null for one that `writeShown` did not write. */
export function readShown(token: string | undefined): ShownCursor | null {
  if (!token || token.length > maxTokenLength) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length <= atBytes) return null;
  const at = bytes.readUIntBE(0, atBytes);
  const shown = readIds(bytes.subarray(atBytes));
  return at <= latest && shown ? { at, shown } : null;
}

function readIds(bytes: Buffer): Set<number> | null {
  const ids = new Set<number>();
  let [id, gap, unit] = [0, 0, 1];
  for (const byte of bytes) {
    gap += (byte % 128) * unit;
    unit *= 128;
    if (byte > 127) continue;
    id += gap;
    // The condition is negated because a long run of bytes can make the gap NaN, which no comparison holds for.
    if (!(gap > 0 && id <= maxId)) return null;
    ids.add(id);
    [gap, unit] = [0, 1];
  }
  return unit === 1 && ids.size <= maxShown ? ids : null;
}
