import { inflateSync } from "node:zlib";

/**
 * The characters for which a font has a glyph, read from its character map.
 * @param woff a font in WOFF 1 (https://www.w3.org/TR/WOFF/), whose `cmap` has a table of format 4 or 12
 * @returns code points
 * @throws RangeError when the file is cut off
 */
export function readCoverage(woff: Buffer): Set<number> {
  const cmap = findTable(woff, "cmap");
  const covered = new Set<number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4));
    const format = table.readUInt16BE(0);
    for (const [first, last] of format === 4 ? segments(table) : format === 12 ? groups(table) : [])
      for (let code = first; code <= last; code++) covered.add(code);
  }
  return covered;
}

function findTable(woff: Buffer, name: string): Buffer {
  for (let i = 0; i < woff.readUInt16BE(12); i++) {
    const entry = woff.subarray(44 + i * 20);
    if (entry.toString("latin1", 0, 4) !== name) continue;
    const offset = entry.readUInt32BE(4);
    const packed = entry.readUInt32BE(8);
    const size = entry.readUInt32BE(12);
    const data = woff.subarray(offset, offset + packed);
    return packed < size ? inflateSync(data) : data;
  }
  throw new RangeError(`The font has no ${name}`);
}

type Range = [first: number, last: number];

function segments(table: Buffer): Range[] {
  const size = table.readUInt16BE(6);
  // The last segment only holds 0xFFFF, which is no character.
  return Array.from({ length: size / 2 - 1 }, (_, i) => [
    table.readUInt16BE(16 + size + i * 2),
    table.readUInt16BE(14 + i * 2),
  ]);
}

function groups(table: Buffer): Range[] {
  return Array.from({ length: table.readUInt32BE(12) }, (_, i) => [
    table.readUInt32BE(16 + i * 12),
    table.readUInt32BE(20 + i * 12),
  ]);
}
