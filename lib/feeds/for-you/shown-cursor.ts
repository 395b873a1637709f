/**
 * Where a page of a reader's own list ended: which papers it has shown so far, and the moment (milliseconds since 1970) at
 * which its first page was read. Scores may have changed since: by the ids nothing is shown twice or left out.
 */
export type ShownCursor = { at: number; shown: Set<number> };

/** Papers that a reader's own list can hold, however far they page. */
export const mostShown = 1000;
/** As long as a token of a thousand ids can be: five bytes each, in base64. */
export const longestToken = 7000;

const atBytes = 6;
const latest = 8_000_000_000_000;

/** An opaque token for an address: the moment, then the gaps between the ids in seven bits a byte; a paper takes a byte or two. */
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

/** Reads a token; null when it is none of ours. */
export function readShown(token: string | undefined): ShownCursor | null {
  if (!token || token.length > longestToken) return null;
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
    // So asked also of what is no number: a long row of bytes may make one up.
    if (!(gap > 0 && id <= 2_147_483_647)) return null;
    ids.add(id);
    [gap, unit] = [0, 1];
  }
  return unit === 1 && ids.size <= mostShown ? ids : null;
}
