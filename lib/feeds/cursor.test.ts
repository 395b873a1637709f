import fc from "fast-check";
import { expect, it } from "vitest";
import { readCursor, writeCursor } from "@/lib/feeds/cursor";

it("keeps sort value and id exactly", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 1, max: 2_000_000_000 }),
      fc.nat(1_000_000),
      (value, id, seen) => {
        const read = readCursor(writeCursor({ value, id, seen }));
        expect(read?.value === value && read.id === id && read.seen === seen).toBe(true);
      },
    ),
  );
});

it.each([
  undefined,
  "",
  "x",
  "bm9uc2Vuc2U",
  Buffer.from('["a",1,0]').toString("base64url"),
  Buffer.from("[1,-5,0]").toString("base64url"),
  "🙂",
])("starts at the top for %s", (token) => expect(readCursor(token)).toBeNull());
